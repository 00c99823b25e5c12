/** The few values that several modules speak of. No dependencies, no frameworks. */
package org.skiagraph.domain;
