/** The one place that names concrete parts. */
package org.skiagraph.app.wiring;
