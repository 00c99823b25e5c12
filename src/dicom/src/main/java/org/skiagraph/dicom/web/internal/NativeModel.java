package org.skiagraph.dicom.web.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.skiagraph.dicom.internal.DicomJson;

/** The Native DICOM Model (PS3.19 A.1), as far as an answer needs it: attributes of texts, and sequences. */
final class NativeModel {
    private static final int DEEPEST = 16;

    private final Deque<DicomJson> datasets = new ArrayDeque<>(List.of(DicomJson.empty()));
    private final Deque<String> sequences = new ArrayDeque<>();
    private String tag = "";
    private String vr = "";
    private final List<String> values = new ArrayList<>();

    private NativeModel() {}

    static DicomJson read(byte[] xml) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            NativeModel model = new NativeModel();
            while (reader.hasNext()) {
                model.take(reader);
            }
            return model.datasets.getLast();
        } catch (XMLStreamException | RuntimeException e) {
            throw new IOException("it is no Native DICOM Model", e);
        }
    }

    private void take(XMLStreamReader reader) throws XMLStreamException {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
            start(reader);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            end(reader.getLocalName());
        }
    }

    private void start(XMLStreamReader reader) throws XMLStreamException {
        switch (reader.getLocalName()) {
            case "DicomAttribute" -> {
                tag = reader.getAttributeValue(null, "tag");
                vr = reader.getAttributeValue(null, "vr");
                values.clear();
            }
            case "Item" -> {
                if (datasets.size() > DEEPEST) {
                    throw new XMLStreamException("it is too deep");
                }
                sequences.push(tag);
                datasets.push(DicomJson.empty());
            }
            case "Value" -> values.add(reader.getElementText());
            default -> {
                // A name's parts and bulk data, of which an answer has none that matter.
            }
        }
    }

    private void end(String element) {
        if (element.equals("Item")) {
            DicomJson item = datasets.pop();
            datasets.getFirst().addItem(sequences.pop(), item);
            values.clear();
        } else if (element.equals("DicomAttribute") && !values.isEmpty()) {
            datasets.getFirst().texts(tag, vr, values.toArray(String[]::new));
            values.clear();
        }
    }
}
