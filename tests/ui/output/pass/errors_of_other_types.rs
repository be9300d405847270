//! A tool can fail with any error. The model reads what the tool's author chose, and never the text of another error.

use std::error::Error;
use std::fmt;
use std::io;

use clerk_toolkit::serde_json::{Value, json};
use clerk_toolkit::tool::Tool;
use clerk_toolkit::{ResultExt, ToolError, clerk_tool};
use clerk_toolkit_ui_tests::call;

const SECRET: &str = "password=hunter2";

/// An error that also converts into a `ToolError`, which decides.
#[derive(Debug)]
struct Chosen;

impl fmt::Display for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SECRET)
    }
}

impl Error for Chosen {}

impl From<Chosen> for ToolError {
    fn from(_: Chosen) -> Self {
        Self::new("chosen", "The author's message.")
    }
}

type Outcome<T> = io::Result<T>;

/// Fail.
#[clerk_tool(effect = read, access = none)]
async fn chosen() -> Result<(), Chosen> {
    Err(Chosen)
}

/// Fail.
#[clerk_tool(effect = read, access = none)]
async fn any() -> anyhow::Result<u32> {
    Err(io::Error::other(SECRET))?;
    anyhow::bail!(SECRET)
}

/// Fail.
#[clerk_tool(effect = read, access = none)]
fn io_error() -> Outcome<Value> {
    Err(io::Error::other(SECRET))
}

/// Fail.
#[clerk_tool(effect = read, access = none)]
async fn text() -> Result<u32, String> {
    Err(SECRET.to_owned())
}

/// Fail.
#[clerk_tool(effect = read, access = none)]
async fn literal() -> Result<u32, &'static str> {
    Err(SECRET)
}

/// Fail.
#[clerk_tool(effect = read, access = none)]
async fn boxed() -> Result<u32, Box<dyn Error>> {
    Err(SECRET.into())
}

/// Fail.
#[clerk_tool(effect = read, access = none)]
fn sendable() -> Result<u32, Box<dyn Error + Send + Sync>> {
    Err(SECRET.into())
}

/// Read a number.
#[clerk_tool(effect = read, access = none)]
async fn number(
    /// The number's digits.
    digits: String,
) -> Result<u32, ToolError> {
    digits.parse().tool_err("not_a_number", "Pass digits.")
}

fn fails_neutrally<T: Tool>() {
    let error = call::<T>(json!({})).unwrap_err();
    assert_eq!((error.code(), error.message()), ("tool_failed", "The tool failed. The application has the details."));
    assert_eq!(error.source().map(ToString::to_string).as_deref(), Some(SECRET));
    for shown in [error.to_string(), format!("{error:?}"), error.to_value().to_string()] {
        assert!(!shown.contains(SECRET), "{shown}");
    }
}

#[test]
fn runs() {
    assert_eq!(call::<chosen>(json!({})).unwrap_err().code(), "chosen");
    fails_neutrally::<any>();
    fails_neutrally::<io_error>();
    fails_neutrally::<text>();
    fails_neutrally::<literal>();
    fails_neutrally::<boxed>();
    fails_neutrally::<sendable>();
    assert_eq!(call::<number>(json!({ "digits": "5" })), Ok(json!(5)));
    assert_eq!(call::<number>(json!({ "digits": "five" })).unwrap_err().message(), "Pass digits.");
    let source = call::<io_error>(json!({})).unwrap_err();
    assert!(source.source().is_some_and(|source| source.is::<io::Error>()), "the error itself is kept");
}
