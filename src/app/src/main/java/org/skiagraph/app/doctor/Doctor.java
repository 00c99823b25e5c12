package org.skiagraph.app.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.skiagraph.app.studies.StudyParts;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.Generator;
import org.skiagraph.diffusion.bundle.Bundles;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.ProviderChoice;
import org.skiagraph.graph.RuntimeDescription;
import org.skiagraph.graph.RuntimeSettings;

/**
 * Looks at everything that the main job needs.
 *
 * @param model the configured model; others are remarks only
 * @param runtime how graphs would be run
 * @param out where studies would go
 * @param templatePath directories of templates
 */
public record Doctor(StudyParts parts, String model, RuntimeSettings runtime, Path out, List<Path> templatePath) {

    private static final String LEAVE_IT =
            "Leave it if the CPU will do; else build with onnxruntime_gpu and install CUDA 12 and cuDNN 9";
    private static final GenerationRequest PLAIN = GenerationRequest.of(Subject.of(""), new Seed(0));

    /** Never throws: what goes wrong is a finding. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>(Machine.examine());
        findings.add(Disk.examine(out));
        findings.addAll(providers());
        findings.addAll(models());
        findings.addAll(templates());
        return List.copyOf(findings);
    }

    private List<Finding> providers() {
        List<Finding> findings = new ArrayList<>();
        findings.add(guarded("provider", subject -> started(subject, runtime)));
        if (runtime.provider() == ProviderChoice.CPU) {
            findings.add(asRemark(guarded("cuda", this::cuda)));
        }
        return findings;
    }

    private Finding started(String subject, RuntimeSettings settings) {
        try (Graphs graphs = parts.runtimes().apply(settings)) {
            RuntimeDescription is = graphs.description();
            String what = is.provider() + " starts: ONNX Runtime " + is.onnxRuntimeVersion() + ", "
                    + is.instructionSet() + ", " + is.intraOpThreads() + " threads";
            return is.fallbackReason()
                    .map(reason -> Finding.remark(subject, what + "; not CUDA: " + reason, LEAVE_IT))
                    .orElse(Finding.good(subject, what));
        }
    }

    private Finding cuda(String subject) {
        RuntimeSettings wish = new RuntimeSettings(ProviderChoice.AUTO, runtime.intraOpThreads(), 0);
        try (Graphs graphs = parts.runtimes().apply(wish)) {
            return graphs.description()
                    .fallbackReason()
                    .map(reason -> Finding.remark(subject, "does not start: " + reason, LEAVE_IT))
                    .orElse(Finding.remark(subject, "starts, but is not asked for", "Set skiagraph.provider to auto"));
        }
    }

    private List<Finding> models() {
        List<Finding> findings = new ArrayList<>();
        findings.add(guarded("model " + model, this::opened));
        for (Bundles.Listing listing : parts.bundles().list()) {
            if (!listing.name().equals(model)) {
                String other = listing.directory().toString();
                findings.add(asRemark(guarded("model " + listing.name(), subject -> loaded(subject, other))));
            }
        }
        return findings;
    }

    private Finding opened(String subject) {
        ModelBundle bundle = parts.bundles().load(model);
        try (Graphs graphs = parts.runtimes().apply(runtime);
                Generator generator = parts.generators().apply(bundle, graphs)) {
            generator.check(PLAIN);
            for (String name : bundle.details().templates()) {
                parts.templates().find(name);
            }
            return Finding.good(subject, "version " + bundle.version() + " in " + bundle.directory() + " opens");
        }
    }

    private Finding loaded(String subject, String directory) {
        ModelBundle bundle = parts.bundles().load(directory);
        return Finding.good(subject, "version " + bundle.version() + " in " + bundle.directory());
    }

    private List<Finding> templates() {
        List<Finding> findings = new ArrayList<>();
        for (Path directory : templatePath) {
            for (Path file : TemplateFiles.in(directory)) {
                findings.add(asRemark(guarded("template " + file.getFileName(), subject -> checked(subject, file))));
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.broken(
                        "templates",
                        "there are none in " + templatePath,
                        "Set skiagraph.home to the folder with dicom-templates/"))
                : findings;
    }

    private Finding checked(String subject, Path file) {
        return parts.templates().check(file).stream()
                .findFirst()
                .map(fault -> Finding.broken(subject, fault.where() + ": " + fault.what(), fault.remedy()))
                .orElse(Finding.good(subject, "good"));
    }

    private static Finding guarded(String subject, Function<String, Finding> look) {
        try {
            return look.apply(subject);
        } catch (Failure e) {
            return Finding.broken(subject, e);
        } catch (RuntimeException | LinkageError e) {
            return Finding.broken(
                    subject,
                    "it fails unexpectedly (" + e.getClass().getSimpleName() + ")",
                    "Reinstall, and report it");
        }
    }

    private static Finding asRemark(Finding finding) {
        return finding.state() == Finding.State.BROKEN
                ? Finding.remark(finding.subject(), finding.what(), finding.remedy())
                : finding;
    }
}
