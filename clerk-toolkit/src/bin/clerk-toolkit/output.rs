//! Standard output.

use std::io::{self, ErrorKind, Write};

use clerk_toolkit::serde::Serialize;
use clerk_toolkit::serde_json;

use crate::failure::Failure;

/// Writes a text, as it is.
pub(crate) fn text(text: impl AsRef<[u8]>) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_ref()).and_then(|()| output.flush()).map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Failure::ReaderGone,
        _ => Failure::failed(format_args!("cannot write to standard output: {error}")),
    })
}

/// Writes a value as JSON for people and programs, with a line end.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(value).map_err(Failure::failed)?;
    text(json + "\n")
}
