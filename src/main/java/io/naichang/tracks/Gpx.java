package io.naichang.tracks;

import io.naichang.tracks.TrackReading.Fix;
import io.naichang.tracks.TrackReading.Line;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A track as GPX 1.1 (topografix.com/GPX/1/1), whose schema wants its elements in this order.
final class Gpx {
    static final String TYPE = "application/gpx+xml";
    private static final String NAMESPACE = "http://www.topografix.com/GPX/1/1";

    private Gpx() {}

    /// One `trk` with a `trkseg` for each line.
    static String of(String technician, List<Line> lines) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("gpx");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeAttribute("version", "1.1");
            xml.writeAttribute("creator", "Naichang");
            xml.writeStartElement("trk");
            xml.writeStartElement("name");
            xml.writeCharacters(technician);
            xml.writeEndElement();
            for (Line line : lines) {
                xml.writeStartElement("trkseg");
                for (Fix each : line.fixes()) {
                    point(xml, each);
                }
                xml.writeEndElement();
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory cannot be written to", e);
        }
        return text.toString();
    }

    private static void point(XMLStreamWriter xml, Fix fix) throws XMLStreamException {
        xml.writeStartElement("trkpt");
        xml.writeAttribute("lat", degrees(fix.point().lat()));
        xml.writeAttribute("lon", degrees(longitude(fix.point().lon())));
        xml.writeStartElement("time");
        xml.writeCharacters(fix.at().toString());
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /// The schema's longitudes go from -180 up to but without 180, which is the same place.
    private static double longitude(double value) {
        return value == 180 ? -180 : value;
    }

    /// An xsd:decimal has no exponent.
    private static String degrees(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
