package org.skiagraph.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/**
 * Prints what each family costs: its lines in families.yaml, and the lines of the classes that the runs of no other family
 * use. Nothing says which classes are a family's but the runs themselves: every tiny bundle is run in each mode that it has,
 * with classes of its own. Solvers stand apart, since which of them a family uses is its bundle's scheduler_config.json's say.
 * Blank lines, comments and imports do not count.
 */
public final class FamilyLines {
    private static final String DATA =
            "src/diffusion/src/main/resources/org/skiagraph/diffusion/bundle/internal/families.yaml";
    private static final String SOURCES = "src/diffusion/src/main/java";
    private static final String SOLVERS = "org.skiagraph.diffusion.sampling.";

    private final Path root;
    private final Map<String, Set<String>> classes = new TreeMap<>();
    private final Map<String, Set<String>> bundles = new TreeMap<>();

    private FamilyLines(Path root) {
        this.root = root;
    }

    /** @param arguments the repository's directory */
    public static void main(String[] arguments) throws IOException {
        new FamilyLines(Path.of(arguments[0])).print();
    }

    private void print() throws IOException {
        Map<String, Integer> data = YamlSections.lines(root.resolve(DATA));
        try (Graphs graphs = OnnxRuntime.start(RuntimeSettings.DEFAULT);
                TinyBundles tiny = new TinyBundles(root)) {
            for (Path bundle : tiny.all()) {
                run(bundle, graphs);
            }
        }
        System.out.println("--- lines per family: data, own classes, own solvers, bundles that were run");
        Set<String> families = new TreeSet<>(data.keySet());
        families.addAll(classes.keySet());
        for (String family : families) {
            System.out.printf("%-20s data %3d  ", family, data.getOrDefault(family, 0));
            System.out.println(classes.containsKey(family) ? own(family) : "not run: no tiny bundle");
        }
    }

    private void run(Path bundle, Graphs graphs) {
        WatchedClasses watched = new WatchedClasses();
        String family = watched.run(bundle, graphs);
        classes.computeIfAbsent(family, key -> new TreeSet<>()).addAll(watched.sources());
        bundles.computeIfAbsent(family, key -> new TreeSet<>()).add(name(bundle));
    }

    private static String name(Path bundle) {
        return bundle.getFileName().toString().equals("bundle")
                ? bundle.getParent().getFileName().toString()
                : bundle.getFileName().toString();
    }

    private String own(String family) throws IOException {
        Map<String, Integer> parts = new LinkedHashMap<>();
        Map<String, Integer> solvers = new LinkedHashMap<>();
        for (String source : classes.get(family)) {
            boolean shared = classes.entrySet().stream()
                    .anyMatch(other ->
                            !other.getKey().equals(family) && other.getValue().contains(source));
            if (!shared) {
                Path file = root.resolve(SOURCES).resolve(source.replace('.', '/') + ".java");
                (source.startsWith(SOLVERS) ? solvers : parts)
                        .put(source.substring(source.lastIndexOf('.') + 1), SourceLines.count(file));
            }
        }
        return "classes " + total(parts) + "  solvers " + total(solvers) + "  " + bundles.get(family);
    }

    private static String total(Map<String, Integer> lines) {
        int sum = lines.values().stream().mapToInt(Integer::intValue).sum();
        return lines.isEmpty() ? "0" : sum + " " + lines;
    }
}
