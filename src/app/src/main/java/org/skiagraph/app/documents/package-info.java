/** What every face of the program tells as JSON, so that all tell it alike. Plain Java. */
package org.skiagraph.app.documents;
