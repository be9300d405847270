//! What the server logs about failed calls: the causes that a client does not see.

use std::error::Error;

use crate::client::ClerkClient;
use crate::text::shortened;
use crate::tool::ToolError;
use crate::toolkit::BoundTool;

/// The maximum number of bytes of a logged cause.
const CAUSE: usize = 2_000;

/// Logs the cause of a failed call, if it has one: as a warning if the client reads only that the tool failed, and at level
/// `debug` otherwise. Credentials are removed.
pub(super) fn failure(tool: &BoundTool, error: &ToolError, client: Option<&ClerkClient>) {
    let Some(cause) = cause(error, client) else { return };
    let (tool, code) = (tool.name(), error.code());
    match code {
        "tool_failed" | "internal_error" => tracing::warn!(tool, code, cause, "a tool failed"),
        _ => tracing::debug!(tool, code, cause, "a tool failed"),
    }
}

/// The error's chain of sources, on one line.
fn cause(error: &ToolError, client: Option<&ClerkClient>) -> Option<String> {
    let causes = std::iter::successors(error.source(), |&cause| cause.source()).map(ToString::to_string);
    let mut texts: Vec<String> = Vec::new();
    for text in causes {
        // Many errors repeat the text of their source.
        if !texts.last().is_some_and(|last| last.contains(&text)) {
            texts.push(text);
        }
    }
    if texts.is_empty() {
        return None;
    }
    let line = texts.join(": ").split_whitespace().collect::<Vec<_>>().join(" ");
    let scanner = client.map(ClerkClient::scanner).unwrap_or_default();
    let line = scanner.scrub(&line).map_or(line, |scrubbed| scrubbed.text);
    Some(shortened(&line, CAUSE).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_causes_are_on_one_line_without_the_key() {
        let client = ClerkClient::new("sk_test_c2VjcmV0").expect("a client");
        let io = std::io::Error::other("the disk\nis full: sk_test_c2VjcmV0");
        let error = ToolError::failed(io);
        let cause_of = |error: &ToolError| cause(error, Some(&client));
        let line = cause_of(&error).expect("the error has a cause");
        assert!(line.starts_with("the disk is full: ") && !line.contains("c2VjcmV0"), "{line}");
        assert_eq!(cause(&ToolError::internal("No cause."), Some(&client)), None);
        assert!(cause(&ToolError::failed("x".repeat(9_000)), None).is_some_and(|cause| cause.len() <= CAUSE));
    }
}
