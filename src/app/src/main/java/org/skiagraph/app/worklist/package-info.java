/**
 * Orders of a synthetic modality worklist, and who has answered them. {@link org.skiagraph.app.worklist.Orders} is the only way
 * to an order, and there is none for a worklist whose site has not said that no patient is in it.
 */
package org.skiagraph.app.worklist;
