/** Where other people's images come from. */
package org.skiagraph.app.sources;
