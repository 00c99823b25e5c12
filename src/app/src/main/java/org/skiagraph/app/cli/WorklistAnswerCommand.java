package org.skiagraph.app.cli;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.outbox.Outbox;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyRequest.Prompt;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.app.worklist.Answered;
import org.skiagraph.app.worklist.Orders;
import org.skiagraph.app.worklist.Recipe;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.domain.Rejected;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A study for an order. */
@Command(
        name = "answer",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Generate a synthetic study in answer to one entry of a synthetic worklist.")
final class WorklistAnswerCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The worklist.")
    String name;

    @Mixin
    PromptOptions prompt;

    @Mixin
    WorklistOptions which;

    @Option(names = "--again", description = "Put a further series into the study of an entry that has been answered.")
    boolean again;

    @Mixin
    OutputMode output;

    @Mixin
    StudyOptions study;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        Orders orders = wiring.orders(name);
        if (!which.namesOne()) {
            throw new Rejected(
                    "accession",
                    "nothing says which entry is answered",
                    "Give --accession or --step; 'skiagraph worklist list " + name + "' shows them");
        }
        Order order = orders.only(which.query()).order();
        FetchedSources fetched = study.fetch(wiring);
        try (fetched) {
            return answer(order, orders.worklist().recipe(order));
        }
    }

    private int answer(Order order, Recipe recipe) {
        Settings settings = wiring.settings();
        study.preset(recipe.model(), recipe.template());
        StudyRequest request = study.request(settings, words(recipe)).answering(order);
        wiring.studies().check(request);
        return wiring.answered().answer(order, again, new Answered.Study() {
            @Override
            public int make(Runnable published) {
                return new StudyRun(wiring, study.delivery, output, prompt.isPrivate()).run(request, null, published);
            }

            @Override
            public boolean isHeld() {
                return study.delivery.isDurable() && isInOutbox(order);
            }
        });
    }

    private boolean isInOutbox(Order order) {
        try (Outbox outbox = wiring.outbox()) {
            return outbox.holds(order);
        }
    }

    private Prompt words(Recipe recipe) {
        Prompt said = prompt.read();
        return said.text().isPresent() ? said : recipe.prompt().map(said::with).orElse(said);
    }
}
