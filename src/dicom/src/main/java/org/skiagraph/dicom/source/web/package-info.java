/** Source images over the web: looked for by QIDO-RS, fetched by WADO-RS (PS3.18 10.6, 10.4). */
package org.skiagraph.dicom.source.web;
