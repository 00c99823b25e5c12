package org.skiagraph.app.studies;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.skiagraph.dicom.dataset.Identities;
import org.skiagraph.dicom.file.StudyWriter;
import org.skiagraph.dicom.template.Templates;
import org.skiagraph.diffusion.Generator;
import org.skiagraph.diffusion.bundle.Bundles;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.GenerationRecord.Product;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.RuntimeSettings;

/**
 * What the main job is put together from.
 *
 * @param product what we call ourselves in a record
 * @param runtimes starts what graphs run on
 * @param generators opens a model's graphs
 * @param writers gives the writer whose previews have that many bits per sample
 */
public record StudyParts(
        Product product,
        Bundles bundles,
        Templates templates,
        Identities identities,
        Function<RuntimeSettings, Graphs> runtimes,
        BiFunction<ModelBundle, Graphs, Generator> generators,
        Function<Integer, StudyWriter> writers) {

    /** The same with models from elsewhere. */
    public StudyParts with(Bundles others) {
        return new StudyParts(product, others, templates, identities, runtimes, generators, writers);
    }
}
