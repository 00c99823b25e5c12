package org.skiagraph.diffusion.adapter.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads Python pickles that hold nothing but dictionaries, lists, numbers, texts and tensors. It is a reader of data, not an
 * interpreter: the few names that torch writes around a tensor are known here, and any other name, like any instruction that
 * could build an object or call a function, ends the reading.
 */
final class Pickle {
    private static final int MOST_VALUES = 1_000_000;
    private static final Object MARK = new Object();
    private static final String TENSOR = "torch._utils _rebuild_tensor_v2";
    private static final String PARAMETER = "torch._utils _rebuild_parameter";
    private static final String DICTIONARY = "collections OrderedDict";
    private static final Set<String> KNOWN =
            Set.of(TENSOR, PARAMETER, DICTIONARY, "torch FloatStorage", "torch HalfStorage", "torch BFloat16Storage");

    private final ByteBuffer in;
    private final Deque<Object> stack = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private int values;

    private Pickle(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What a name stands for. */
    record Name(String text) {}

    /** Where a tensor's values lie. */
    record Storage(String type, String key, long count) {}

    /** A tensor, by its storage. */
    record TensorPlace(Storage storage, long offset, List<Long> shape, List<Long> stride) {}

    /** What is not data, or not whole. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    /** The value that was pickled: maps, lists, strings, numbers, booleans, {@link TensorPlace}, or {@code ""} for None. */
    static Object read(byte[] bytes) throws Refused {
        try {
            return new Pickle(bytes).run();
        } catch (RuntimeException broken) {
            throw new Refused("its pickle is broken");
        }
    }

    private Object run() throws Refused {
        while (true) {
            int code = in.get() & 0xFF;
            if (code == '.') {
                return stack.pop();
            }
            if (++values > MOST_VALUES) {
                throw new Refused("its pickle holds too much");
            }
            step(code);
        }
    }

    private void step(int code) throws Refused {
        switch (code) {
            case 0x80 -> in.get();
            case 0x95 -> in.getLong();
            case '(' -> stack.push(MARK);
            case 'N' -> stack.push("");
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'K' -> stack.push((long) (in.get() & 0xFF));
            case 'M' -> stack.push((long) (in.getShort() & 0xFFFF));
            case 'J' -> stack.push((long) in.getInt());
            case 0x8a -> stack.push(whole(in.get() & 0xFF));
            case 'G' -> stack.push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            case 'X' -> stack.push(text(in.getInt()));
            case 0x8c -> stack.push(text(in.get() & 0xFF));
            case 'q' -> memo.put(in.get() & 0xFF, stack.peek());
            case 'r' -> memo.put(in.getInt(), stack.peek());
            case 0x94 -> memo.put(memo.size(), stack.peek());
            case 'h' -> stack.push(memo.get(in.get() & 0xFF));
            case 'j' -> stack.push(memo.get(in.getInt()));
            case '}' -> stack.push(new LinkedHashMap<Object, Object>());
            case ']', ')' -> stack.push(new ArrayList<Object>());
            case 't' -> stack.push(toMark());
            case 0x85, 0x86, 0x87 -> stack.push(last(code - 0x84));
            case 'a' -> append(List.of(stack.pop()));
            case 'e' -> append(toMark());
            case 's' -> put(last(2));
            case 'u' -> put(toMark());
            case 'c' -> stack.push(name(line() + " " + line()));
            case 0x93 -> {
                List<Object> both = last(2);
                stack.push(name(both.get(0) + " " + both.get(1)));
            }
            case 'Q' -> stack.push(storage(stack.pop()));
            case 'R' -> {
                List<Object> both = last(2);
                stack.push(known((Name) both.get(0), list(both.get(1))));
            }
            default -> throw new Refused("its pickle has the instruction 0x" + Integer.toHexString(code));
        }
    }

    private static Name name(String text) throws Refused {
        if (!KNOWN.contains(text)) {
            throw new Refused("its pickle names \"" + text.replaceAll("[^\\w. ]", "?") + "\"");
        }
        return new Name(text);
    }

    private static Storage storage(Object given) throws Refused {
        List<Object> parts = list(given);
        if (parts.size() != 5 || !"storage".equals(parts.get(0))) {
            throw new Refused("its pickle refers to something that is no storage");
        }
        String type = ((Name) parts.get(1)).text().replaceFirst("^torch ", "");
        return new Storage(type, (String) parts.get(2), (Long) parts.get(4));
    }

    private static Object known(Name name, List<Object> arguments) throws Refused {
        return switch (name.text()) {
            case DICTIONARY -> new LinkedHashMap<Object, Object>();
            case PARAMETER -> arguments.get(0);
            case TENSOR ->
                new TensorPlace(
                        (Storage) arguments.get(0),
                        (Long) arguments.get(1),
                        longs(arguments.get(2)),
                        longs(arguments.get(3)));
            default -> throw new Refused("its pickle calls " + name.text());
        };
    }

    private static List<Long> longs(Object list) {
        return list(list).stream().map(Long.class::cast).toList();
    }

    private static List<Object> list(Object given) {
        List<Object> copy = new ArrayList<>();
        ((List<?>) given).forEach(copy::add);
        return copy;
    }

    private void append(List<Object> items) {
        @SuppressWarnings("unchecked") // every list on the stack was made here
        List<Object> list = (List<Object>) stack.peek();
        list.addAll(items);
    }

    private void put(List<Object> pairs) {
        @SuppressWarnings("unchecked") // every map on the stack was made here
        Map<Object, Object> map = (Map<Object, Object>) stack.peek();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            map.put(pairs.get(i), pairs.get(i + 1));
        }
    }

    private List<Object> toMark() {
        List<Object> items = new ArrayList<>();
        for (Object top = stack.pop(); top != MARK; top = stack.pop()) {
            items.add(top);
        }
        Collections.reverse(items);
        return items;
    }

    private List<Object> last(int count) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(stack.pop());
        }
        Collections.reverse(items);
        return items;
    }

    private long whole(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in.get() & 0xFFL) << (8 * i);
        }
        return value;
    }

    private String text(int length) {
        byte[] bytes = new byte[Math.min(length, in.remaining())];
        in.get(bytes);
        if (bytes.length < length) {
            throw new IllegalStateException("cut off");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (byte next = in.get(); next != '\n'; next = in.get()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
