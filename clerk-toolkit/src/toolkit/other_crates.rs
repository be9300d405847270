//! Tests of types of other crates as arguments: the features `chrono`, `url` and `uuid`.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

use crate::{ClerkToolkit, ToolError, clerk_tool, toolset};

/// Plan a visit.
#[clerk_tool(effect = read, access = none)]
async fn plan_visit(
    /// When it begins.
    begin: DateTime<Utc>,
    /// The day.
    day: Option<NaiveDate>,
    /// The visit.
    visit: Option<Uuid>,
    /// Where the page is.
    page: Option<Url>,
) -> Result<Value, ToolError> {
    Ok(json!([begin, day, visit, page]))
}

toolset! {
    const VISITS = [plan_visit];
}

fn toolkit() -> ClerkToolkit {
    ClerkToolkit::builder().tools(VISITS).build().expect("the types are portable")
}

#[test]
fn the_model_reads_the_format_in_words() {
    let tool = toolkit().tool("planVisit").expect("the tool exists");
    let property = |name: &str| tool.input_schema()["properties"][name].clone();
    assert_eq!(
        property("begin"),
        json!({
            "type": "string",
            "format": "date-time",
            "description": "When it begins. (an RFC 3339 date and time, such as 2026-05-12T10:00:00Z)",
        })
    );
    for (name, description) in [
        ("day", "The day. (a date, such as 2026-05-12)"),
        ("visit", "The visit. (a UUID, such as 67e55044-10b1-426f-9247-bb680e5fe0c8)"),
        ("page", "Where the page is. (a URL, such as https://example.com)"),
    ] {
        assert_eq!(property(name), json!({ "type": "string", "description": description }));
    }
}

#[tokio::test]
async fn values_are_read_and_wrong_ones_are_refused() {
    let uuid = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    let (begin, day, page) = ("2026-05-12T10:00:00Z", "2026-05-12", "https://example.com/");
    let all = json!({ "begin": begin, "day": day, "visit": uuid, "page": page });
    assert_eq!(toolkit().call("planVisit", all).await, Ok(json!([begin, day, uuid, page])));
    let empty = json!({ "begin": begin, "day": "", "visit": "", "page": "" });
    assert_eq!(toolkit().call("planVisit", empty).await, Ok(json!([begin, null, null, null])));
    let wrong = json!({ "begin": "today", "day": "12 May", "visit": "1", "page": "example.com" });
    let error = toolkit().call("planVisit", wrong).await.expect_err("all values are wrong");
    assert_eq!(
        error.message(),
        "`begin`: expected an RFC 3339 date and time, such as 2026-05-12T10:00:00Z; `day`: expected a date, such as \
         2026-05-12; `visit`: expected a UUID, such as 67e55044-10b1-426f-9247-bb680e5fe0c8; `page`: expected a URL, such \
         as https://example.com."
    );
}
