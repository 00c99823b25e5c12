/** Files that appear whole, and who may write: what every part of the application does in the same way. */
package org.skiagraph.app.files;
