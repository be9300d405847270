//! Texts that people write: files, standard input and arguments.
//!
//! Editors and shells on Windows put a byte order mark before a text, or write UTF-16. The first is skipped, and the
//! second is an error that says so.

use std::fs::{self, File, FileType};
use std::io::{ErrorKind, Read};
use std::path::Path;

use clerk_toolkit::text::BYTE_ORDER_MARK;

/// What a path may lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Accept {
    /// A regular file, possibly through links.
    Files,
    /// A regular file or a pipe, such as that of `<(command)` in Bash.
    FilesAndPipes,
}

/// The text of a file.
///
/// # Errors
/// If the path leads to something else, or if the text cannot be read, is longer than `limit` bytes or is not UTF-8. The
/// error continues a sentence about the file.
pub(crate) fn file(path: &Path, limit: u64, accept: Accept) -> Result<String, String> {
    check(path, accept)?;
    text(File::open(path).map_err(|error| error.to_string())?, limit)
}

/// Makes sure that a path leads to something that can be read to its end. Opening a pipe can block, and a device may have no
/// end.
///
/// # Errors
/// If it leads to nothing or to something else. The error continues a sentence about the file.
pub(crate) fn check(path: &Path, accept: Accept) -> Result<(), String> {
    let found = fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => "it does not exist".to_owned(),
        _ => error.to_string(),
    })?;
    match other_kind(found.file_type(), accept) {
        Some(kind) => Err(format!("it is {kind}, not a regular file")),
        None => Ok(()),
    }
}

/// The text that a reader gives.
///
/// # Errors
/// As for [`file`].
pub(crate) fn text(reader: impl Read, limit: u64) -> Result<String, String> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    match bytes.len() as u64 > limit {
        true => Err(format!("it is longer than {limit} bytes")),
        false => decoded(bytes),
    }
}

/// The text without a byte order mark.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    // The first character of a key and of JSON is ASCII, which has a zero byte in UTF-16.
    if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..] = bytes[..] {
        return Err("it is UTF-16, which `>` in Windows PowerShell writes: save it as UTF-8, for example with \
                    `Set-Content -Encoding utf8`"
            .to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let position = error.utf8_error().valid_up_to() + 1;
        format!("its byte {position} is not UTF-8: save it as UTF-8")
    })?;
    Ok(match without_mark(&text) {
        rest if rest.len() < text.len() => rest.to_owned(),
        _ => text,
    })
}

/// What the path leads to, if it is not accepted.
#[cfg(unix)]
fn other_kind(found: FileType, accept: Accept) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;

    match found {
        found if found.is_file() => None,
        found if found.is_fifo() => (accept == Accept::Files).then_some("a pipe"),
        found if found.is_dir() => Some("a directory"),
        found if found.is_socket() => Some("a socket"),
        _ => Some("a device"),
    }
}

/// What the path leads to, if it is not accepted.
#[cfg(not(unix))]
fn other_kind(found: FileType, _: Accept) -> Option<&'static str> {
    match found {
        found if found.is_file() => None,
        found if found.is_dir() => Some("a directory"),
        _ => Some("a device"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_skipped_and_other_encodings_are_named() {
        let read = |bytes: &[u8]| text(bytes, 20);
        assert_eq!(read(b"\xef\xbb\xbfkey\n").as_deref(), Ok("key\n"));
        assert_eq!(read("é".as_bytes()).as_deref(), Ok("é"));
        assert_eq!(read(b"").as_deref(), Ok(""));
        for utf16 in [&b"\xff\xfek\0e\0"[..], b"\xfe\xff\0k\0e", b"k\0e\0", b"\0k\0e"] {
            assert!(read(utf16).is_err_and(|problem| problem.contains("it is UTF-16")), "{utf16:?}");
        }
        assert_eq!(read(b"k\xe9y"), Err("its byte 2 is not UTF-8: save it as UTF-8".to_owned()));
        assert_eq!(read(&[b'a'; 20]).map(|text| text.len()), Ok(20));
        assert_eq!(read(&[b'a'; 21]), Err("it is longer than 20 bytes".to_owned()));
    }
}
