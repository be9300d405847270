//! Futures side by side, without a task each: nothing is spawned, and dropping the whole cancels every one.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

/// What all of them come to, in their order. A wake-up polls each that still runs, which is cheap for the few calls
/// that one message holds.
pub(super) async fn all<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut running: Vec<Pin<Box<F>>> = futures.into_iter().map(Box::pin).collect();
    let mut done: Vec<Option<F::Output>> = running.iter().map(|_| None).collect();
    poll_fn(|context| {
        for (future, output) in running.iter_mut().zip(&mut done).filter(|(_, output)| output.is_none()) {
            if let Poll::Ready(ready) = future.as_mut().poll(context) {
                *output = Some(ready);
            }
        }
        if done.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    done.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[tokio::test]
    async fn keeps_the_order_whichever_ends_first() {
        let turn = Cell::new(2);
        let in_reverse = (0..3).map(|own| {
            poll_fn({
                let turn = &turn;
                move |context| {
                    if turn.get() != own {
                        context.waker().wake_by_ref();
                        return Poll::Pending;
                    }
                    turn.set(own - 1);
                    Poll::Ready(own)
                }
            })
        });
        assert_eq!(all(in_reverse).await, [0, 1, 2]);
        assert_eq!(turn.get(), -1);
    }

    #[tokio::test]
    async fn nothing_is_done_at_once() {
        assert!(all(Vec::<std::future::Ready<()>>::new()).await.is_empty());
    }
}
