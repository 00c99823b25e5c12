package org.skiagraph.diffusion;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.skiagraph.graph.ElementType;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.GraphFile;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.RuntimeDescription;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.Weight;
import org.skiagraph.graph.WeightEdits;

/** Real graphs, one of which has its first convolution's weights changed on the way in. */
public final class EditingGraphs implements Graphs {
    private final Graphs real;
    private final String role;
    private final UnaryOperator<Float> change;

    public EditingGraphs(Graphs real, String role, UnaryOperator<Float> change) {
        this.real = real;
        this.role = role;
        this.change = change;
    }

    @Override
    public Graph open(Path model, WeightEdits edits) {
        if (!model.getParent().getFileName().toString().equals(role)) {
            return real.open(model, edits);
        }
        String name = GraphFile.weights(model).stream()
                .filter(weight ->
                        weight.type().filter(ElementType.FLOAT::equals).isPresent())
                .filter(weight -> weight.shape().size() == 4)
                .map(Weight::name)
                .findFirst()
                .orElseThrow();
        return real.open(model, new WeightEdits(Map.of(name, this::changed)));
    }

    private Tensor.Floats changed(Tensor.Floats given) {
        float[] values = given.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = change.apply(values[i]);
        }
        return Tensor.of(values, given.shape());
    }

    @Override
    public RuntimeDescription description() {
        return real.description();
    }

    @Override
    public long nanosInRun() {
        return real.nanosInRun();
    }

    @Override
    public void close() {}
}
