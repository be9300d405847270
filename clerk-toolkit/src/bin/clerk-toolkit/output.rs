//! Standard output and standard error.

use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use clerk_toolkit::serde::Serialize;
use clerk_toolkit::serde_json;

use crate::escape;
use crate::failure::Failure;

/// Writes a text for people. Characters that a terminal obeys or hides are escaped.
pub(crate) fn text(text: impl AsRef<str>) -> Result<(), Failure> {
    raw(escape::lines(text.as_ref()))
}

/// Writes a text for programs, or one that consists of this program's own words and colors, unchanged.
pub(crate) fn raw(text: impl AsRef<[u8]>) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_ref()).and_then(|()| output.flush()).map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Failure::ReaderGone,
        _ => Failure::failed(format_args!("cannot write to standard output: {error}")),
    })
}

/// Writes a value as JSON for people and programs, with a line end.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    json_text(serde_json::to_string_pretty(value).map_err(Failure::failed)? + "\n")
}

/// Writes JSON. On a terminal, strings contain escapes for the characters that it obeys or hides; the data is the same.
pub(crate) fn json_text(json: String) -> Result<(), Failure> {
    match io::stdout().is_terminal() {
        true => raw(escape::json(&json)),
        false => raw(json),
    }
}

/// Writes a line to standard error. Errors are ignored.
///
/// Secret keys are removed from it, because people put keys into arguments that expect something else. Characters that a
/// terminal obeys or hides are escaped.
pub(crate) fn note(line: impl Display) {
    let _ = writeln!(io::stderr(), "{}", shown(&line.to_string()));
}

/// The text as people may read it: without secret keys, and without characters that a terminal obeys or hides.
pub(crate) fn shown(text: &str) -> String {
    escape::lines(&without_keys(text))
}

/// Standard error for logs, with the same escapes. A log is written line by line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stderr().write_all(shown(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// The path as a word of a shell's command line.
pub(crate) fn shell_word(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ':' | ',');
    match !text.is_empty() && text.chars().all(plain) {
        true => text,
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

/// The text with every secret key cut after its prefix.
pub(crate) fn without_keys(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = ["sk_test_", "sk_live_"].iter().filter_map(|prefix| rest.find(prefix)).min() {
        let (before, key) = rest.split_at(start + "sk_test_".len());
        let after = key.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        shown.push_str(before);
        if after.len() < key.len() {
            shown.push('…');
        }
        rest = after;
    }
    shown + rest
}
