//! Constraints of `schemars` on parameters and on fields are in the schema, and are enforced.

use clerk_toolkit::serde_json::{Value, json};
use clerk_toolkit::{ToolError, clerk_tool, tool_type};
use clerk_toolkit_ui_tests::{call, schema};

const MOST: u64 = 100;

#[tool_type]
pub struct Line {
    /// The product.
    #[schemars(length(min = 2, max = 4))]
    pub sku: String,
    /// The number of items.
    #[schemars(range(min = 1))]
    pub count: u32,
    /// Where the product is described.
    #[schemars(url)]
    pub page: Option<String>,
}

/// Order something.
#[clerk_tool(effect = write)]
async fn order(
    /// The lines.
    #[schemars(length(min = 1, max = 2))]
    lines: Vec<Line>,
    /// In percent.
    #[schemars(range(min = 1, max = MOST))]
    #[serde(default = "ten")]
    discount: u64,
    /// From below zero to a large number.
    #[schemars(range(min = -5, max = 5_000_000_000))]
    offset: Option<i64>,
    /// Two letters.
    #[schemars(length(equal = 2), regex(pattern = "^[A-Z]+$"))]
    country: Option<String>,
    /// The receipt goes there.
    #[schemars(email)]
    receipt: Option<String>,
    /// A share.
    #[schemars(range(min = 0.5, max = f64::INFINITY))]
    share: Option<f64>,
    /// At most the first number that is too large for an `i64`.
    #[schemars(range(max = 9_223_372_036_854_775_808))]
    large: Option<u64>,
) -> Result<(usize, u64), ToolError> {
    let _ = (offset, country, receipt, share, large);
    Ok((lines.len(), discount))
}

fn ten() -> u64 {
    10
}

fn line() -> Value {
    json!({ "sku": "ab", "count": 1 })
}

fn problem(name: &str, value: Value) -> String {
    let mut arguments = json!({ "lines": [line()] });
    arguments[name] = value;
    call::<order>(arguments).unwrap_err().message().to_owned()
}

#[test]
fn runs() {
    let schema = schema::<order>();
    let property = |name: &str| schema["properties"][name].clone();
    assert_eq!(
        property("discount"),
        json!({ "type": "integer", "minimum": 1, "default": 10, "maximum": 100, "description": "In percent." })
    );
    assert_eq!((&property("lines")["minItems"], &property("lines")["maxItems"]), (&json!(1), &json!(2)));
    assert_eq!(property("offset")["maximum"], json!(5_000_000_000_u64));
    assert_eq!(property("country")["pattern"], "^[A-Z]+$");
    assert_eq!(property("receipt")["description"], "The receipt goes there. (an email address)");
    assert_eq!(property("share"), json!({ "type": "number", "minimum": 0.5, "description": "A share." }));

    assert_eq!(call::<order>(json!({ "lines": [line()] })), Ok(json!([1, 10])));
    assert_eq!(call::<order>(json!({ "lines": [line(), line()], "discount": "100" })), Ok(json!([2, 100])));
    for (name, value, expected) in [
        ("discount", json!(0), "`discount`: expected a whole number from 1 to 100, found 0."),
        ("discount", json!("101"), "`discount`: expected a whole number from 1 to 100, found 101."),
        ("offset", json!(-6), "`offset`: expected a whole number from -5 to 5000000000, found -6."),
        ("country", json!("de"), "`country`: expected a text that matches `^[A-Z]+$`."),
        ("country", json!("DEU"), "`country`: expected at most 2 characters, found 3."),
        ("receipt", json!("ada"), "`receipt`: expected an email address."),
        ("share", json!(0.25), "`share`: expected a number of at least 0.5, found 0.25."),
        ("lines", json!([]), "`lines`: expected at least 1 item, found 0."),
        (
            "lines",
            json!([{ "sku": "a", "count": 0 }, { "sku": "ab", "count": 1, "page": "ab" }]),
            "`lines[0].sku`: expected at least 2 characters, found 1; `lines[0].count`: expected a whole number of at \
             least 1, found 0; `lines[1].page`: expected a URL, such as https://example.com.",
        ),
    ] {
        assert_eq!(problem(name, value), expected);
    }
    // A model that must write every argument writes an empty text for what it leaves out.
    let page = json!({ "sku": "ab", "count": "1", "page": "" });
    let empty = json!({ "lines": [page], "discount": "", "offset": "", "receipt": "", "share": "" });
    assert_eq!(call::<order>(empty), Ok(json!([1, 10])));
}
