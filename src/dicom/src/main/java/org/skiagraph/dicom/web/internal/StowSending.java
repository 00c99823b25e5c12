package org.skiagraph.dicom.web.internal;

import java.io.FileNotFoundException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.internal.SendingState;
import org.skiagraph.dicom.web.WebSettings;
import org.skiagraph.domain.ProgressListener;

/** One call to send: requests one after another, until all is said or it is of no use to go on. */
public final class StowSending {
    /** Requests in a row that nothing came of; then we stop trying. */
    private static final int MOST_FRUITLESS = 2;

    private final StowRequest server;
    private final List<MarkedFile> files;
    private final SendingState state;
    private int fruitless;

    private Optional<Answer> lastAnswer = Optional.empty();

    /**
     * @param files at least one
     * @param each hears of every outcome as soon as it is known
     */
    public StowSending(StowRequest server, List<MarkedFile> files, ProgressListener listener, Consumer<Outcome> each) {
        this.server = server;
        this.files = files;
        this.state = new SendingState(files.size(), listener, each);
    }

    /** Sends; one outcome per file, in the files' order. */
    public List<Outcome> run(WebSettings settings) {
        state.report(0);
        Deque<Portion> left = new ArrayDeque<>(Portion.of(files, settings));
        while (!left.isEmpty()) {
            Portion portion = left.pop();
            if (state.goesOn()) {
                send(portion, left);
            } else {
                settle(portion, file -> Verdict.notSent(file, state.notSent(), lastAnswer));
            }
        }
        return state.outcomes();
    }

    private void send(Portion portion, Deque<Portion> left) {
        try {
            Answer answer = server.send(portion.files(files));
            lastAnswer = Optional.of(answer);
            if (portion.size() > 1 && answer.saysNothingOfInstances() && HttpStatus.isWorthSplitting(answer.status())) {
                portion.halves().forEach(left::push);
                return;
            }
            settle(portion, file -> Verdict.of(file, answer));
            judge(answer);
        } catch (ServerTrouble trouble) {
            settle(portion, file -> Verdict.notSent(file, trouble.getMessage(), Optional.empty()));
            fruitless++;
            if (trouble.unreachable()) {
                state.stop(trouble.getMessage());
            }
        } catch (FileNotFoundException e) {
            settle(portion, file -> Verdict.notSent(file, "one of the files has gone", Optional.empty()));
        }
        stopIfFruitless();
    }

    private void judge(Answer answer) {
        fruitless =
                answer.saysNothingOfInstances() && !HttpStatus.isAboutInstances(answer.status()) ? fruitless + 1 : 0;
        if (HttpStatus.endsTheSending(answer.status())) {
            state.stop(HttpStatus.words(answer.status()));
        }
    }

    private void stopIfFruitless() {
        if (fruitless >= MOST_FRUITLESS && !state.isStopped()) {
            state.stop(server.target() + " took " + fruitless + " requests in a row and stored nothing");
        }
    }

    @FunctionalInterface
    private interface Judgement {
        Outcome of(MarkedFile file);
    }

    private void settle(Portion portion, Judgement judgement) {
        for (int i = portion.from(); i < portion.to(); i++) {
            state.settle(i, judgement.of(files.get(i)));
        }
        state.report(portion.size());
    }
}
