package org.skiagraph.app.cohorts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Writes HTML. Whatever is given as text or value is escaped; only the names of elements and attributes are not. */
final class Html {
    private final StringBuilder html = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * An element.
     *
     * @param attributes name, value, name, value, ...
     */
    Html element(String name, Consumer<Html> content, Object... attributes) {
        html.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ').append(attributes[i]).append("=\"").append(escaped(String.valueOf(attributes[i + 1])));
            html.append('"');
        }
        html.append('>');
        open.push(name);
        content.accept(this);
        html.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element with text alone. */
    Html text(String name, String text, Object... attributes) {
        return element(name, inner -> inner.html.append(escaped(text)), attributes);
    }

    /** An element that has no end, such as img. */
    Html empty(String name, Object... attributes) {
        element(name, inner -> {}, attributes);
        html.setLength(html.length() - ("</" + name + ">\n").length());
        html.append('\n');
        return this;
    }

    /** The one style sheet, which is ours. */
    Html style(String css) {
        return element("style", inner -> inner.html.append(css));
    }

    String page() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("open: " + open);
        }
        return html.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }
}
