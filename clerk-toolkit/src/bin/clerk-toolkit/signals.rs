//! When a person or a supervisor asks the process to end.

use std::io;

/// Resolves at Ctrl-C, and on Unix at SIGTERM too.
///
/// # Errors
/// Where the operating system does not tell.
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
/// Where the operating system does not tell.
#[cfg(windows)]
pub(crate) fn end() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
