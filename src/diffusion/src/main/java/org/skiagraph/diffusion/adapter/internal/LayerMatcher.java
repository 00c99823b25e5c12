package org.skiagraph.diffusion.adapter.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiagraph.domain.Rejected;

/**
 * Finds the layer that each change belongs to: by the module's path; and where an export has folded the paths away, by the part
 * that a layer has in its attention, by order and by shape, if there is exactly one way to lay the LoRA's modules, in the order
 * in which the network runs them, along the graph's layers.
 */
final class LayerMatcher {
    private final Path file;
    private final String role;
    private final List<Layer> layers;

    LayerMatcher(Path file, String role, List<Layer> layers) {
        this.file = file;
        this.role = role;
        this.layers = layers;
    }

    /** @throws Rejected naming the first module that has no layer, or another shape */
    Map<LoraUpdate, Layer> match(List<LoraUpdate> updates) {
        Map<LoraUpdate, Layer> matched = new LinkedHashMap<>();
        List<LoraUpdate> unnamed = new ArrayList<>();
        for (LoraUpdate update : updates) {
            List<Layer> called = called(update.module());
            if (called.isEmpty()) {
                unnamed.add(update);
            } else {
                matched.put(update, only(update, called));
            }
        }
        if (!unnamed.isEmpty()) {
            if (!matched.isEmpty()) {
                throw missing(unnamed.get(0));
            }
            matched.putAll(byOrder(unnamed));
        }
        return matched;
    }

    private List<Layer> called(String module) {
        List<Layer> exactly =
                layers.stream().filter(layer -> layer.isCalled(module)).toList();
        return exactly.isEmpty()
                ? layers.stream().filter(layer -> layer.endsWith(module)).toList()
                : exactly;
    }

    private Layer only(LoraUpdate update, List<Layer> called) {
        if (called.size() > 1) {
            throw new Rejected(
                    file.toString(),
                    "the module " + update.module() + " could be " + called.size() + " layers of " + role,
                    "Export the graph with its module names");
        }
        Layer layer = called.get(0);
        if (!layer.fits(update)) {
            throw new Rejected(
                    file.toString(),
                    "its change of " + update.module() + " is [" + update.out() + ", " + update.in()
                            + (update.kernel() > 1 ? ", kernel of " + update.kernel() : "") + "], but in " + role
                            + " this layer is " + layer.shape(),
                    "Use a LoRA that was trained on this model");
        }
        return layer;
    }

    private Rejected missing(LoraUpdate update) {
        return new Rejected(
                file.toString(),
                "its module " + update.module() + " is not in " + role,
                "Use a LoRA that was trained on this model");
    }

    private Map<LoraUpdate, Layer> byOrder(List<LoraUpdate> updates) {
        List<LoraUpdate> sorted = updates.stream()
                .sorted(Comparator.comparing(update -> ModuleOrder.key(update.module())))
                .toList();
        int[] first = firstFit(sorted);
        int[] last = lastFit(sorted);
        Map<LoraUpdate, Layer> matched = new LinkedHashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            if (first[i] < 0) {
                throw missing(sorted.get(i));
            }
            if (first[i] != last[i]) {
                throw new Rejected(
                        file.toString(),
                        "the export of " + role + " has lost its module names, and by order and shape "
                                + sorted.get(i).module() + " could be several layers",
                        "Export the graph with its module names");
            }
            matched.put(sorted.get(i), layers.get(first[i]));
        }
        return matched;
    }

    /** Each module at the earliest layer that order and shape allow; -1 from the first that has none. */
    private int[] firstFit(List<LoraUpdate> sorted) {
        int[] places = new int[sorted.size()];
        int at = 0;
        for (int i = 0; i < places.length; i++) {
            while (at < layers.size() && !couldBe(layers.get(at), sorted.get(i))) {
                at++;
            }
            places[i] = at < layers.size() ? at++ : -1;
        }
        return places;
    }

    private static boolean couldBe(Layer layer, LoraUpdate update) {
        return layer.fits(update) && layer.part() == AttentionPart.of(update.module());
    }

    /** Each module at the latest layer. Where earliest and latest agree for all, there is one way. */
    private int[] lastFit(List<LoraUpdate> sorted) {
        int[] places = new int[sorted.size()];
        int at = layers.size() - 1;
        for (int i = places.length - 1; i >= 0; i--) {
            while (at >= 0 && !couldBe(layers.get(at), sorted.get(i))) {
                at--;
            }
            places[i] = at >= 0 ? at-- : -1;
        }
        return places;
    }
}
