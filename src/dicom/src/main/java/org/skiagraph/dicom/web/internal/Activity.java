package org.skiagraph.dicom.web.internal;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** When something of a request or its answer last moved. */
final class Activity {
    private volatile long last = System.nanoTime();

    void touch() {
        last = System.nanoTime();
    }

    long nanosSince() {
        return System.nanoTime() - last;
    }

    /** The same body, each piece of which is a sign that the server takes them. */
    HttpRequest.BodyPublisher watched(HttpRequest.BodyPublisher body) {
        return HttpRequest.BodyPublishers.fromPublisher(
                subscriber -> body.subscribe(new Watched(subscriber)), body.contentLength());
    }

    private final class Watched implements Flow.Subscriber<ByteBuffer> {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;

        Watched(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            touch();
            subscriber.onNext(piece);
        }

        @Override
        public void onError(Throwable failure) {
            subscriber.onError(failure);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
        }
    }
}
