/** From whatever was thrown to what people are told, and where its trace is kept. Plain Java. */
package org.skiagraph.app.failures;
