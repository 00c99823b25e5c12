package org.skiagraph.dicom.network.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;

/** Files that can share one association, because their presentation contexts fit into it. */
record Batch(Set<Context> contexts, List<Item> items) {
    /** @param index the file's place in the request */
    record Item(int index, MarkedFile file) {}

    private Batch() {
        this(new LinkedHashSet<>(), new ArrayList<>());
    }

    /** As few batches as the limit of 128 contexts allows when the SOP classes come in this order. */
    static List<Batch> of(List<MarkedFile> files) {
        List<Batch> batches = new ArrayList<>(List.of(new Batch()));
        for (List<Item> alike : bySopClassAndSyntax(files).values()) {
            Set<Context> needed = Context.of(alike.get(0).file());
            if (!batches.get(batches.size() - 1).holds(needed)) {
                batches.add(new Batch());
            }
            Batch last = batches.get(batches.size() - 1);
            last.contexts.addAll(needed);
            last.items.addAll(alike);
        }
        batches.forEach(batch -> batch.items.sort((a, b) -> Integer.compare(a.index(), b.index())));
        return batches;
    }

    private boolean holds(Set<Context> more) {
        Set<Context> all = new LinkedHashSet<>(contexts);
        all.addAll(more);
        return all.size() <= Context.MOST_PER_ASSOCIATION;
    }

    private static Map<Context, List<Item>> bySopClassAndSyntax(List<MarkedFile> files) {
        Map<Context, List<Item>> groups = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            MarkedFile file = files.get(i);
            groups.computeIfAbsent(new Context(file.sopClassUid(), file.transferSyntaxUid()), key -> new ArrayList<>())
                    .add(new Item(i, file));
        }
        return groups;
    }
}
