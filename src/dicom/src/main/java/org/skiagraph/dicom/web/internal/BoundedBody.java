package org.skiagraph.dicom.web.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** An answer's body in memory, if it is of sane size. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
    /** Some 50,000 instances. */
    static final int LARGEST = 16 << 20;

    private final Activity activity;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.Subscription subscription;

    BoundedBody(Activity activity) {
        this.activity = activity;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        activity.touch();
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        activity.touch();
        for (ByteBuffer piece : pieces) {
            if (bytes.size() + piece.remaining() > LARGEST) {
                subscription.cancel();
                body.completeExceptionally(new IOException("its answer is larger than " + LARGEST + " bytes"));
                return;
            }
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            bytes.writeBytes(copy);
        }
        subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toByteArray());
    }
}
