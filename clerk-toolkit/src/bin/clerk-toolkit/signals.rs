//! The signals with which a person or a supervisor ends the process.

use std::io;

/// Resolves at Ctrl-C and at SIGTERM.
///
/// # Errors
/// If the operating system does not report signals.
#[cfg(unix)]
pub(crate) fn end() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Resolves at Ctrl-C.
///
/// # Errors
/// If the operating system does not report signals.
#[cfg(windows)]
pub(crate) fn end() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
