/**
 * ONNX graphs: opening, checking and running them. {@link org.skiagraph.graph.Graphs} is the door; nothing outside
 * this module sees ONNX Runtime or the ONNX protobuf.
 */
package org.skiagraph.graph;
