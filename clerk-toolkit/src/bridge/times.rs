//! Times as types of arguments.

use crate::client::{Timestamp, UnixMillis};
use crate::tool::__private::ArgumentType;

impl ArgumentType for UnixMillis {}
impl ArgumentType for Timestamp {}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::client::{Timestamp, UnixMillis};
    use crate::{ClerkToolkit, ToolError, clerk_tool, toolset};

    /// Find what happened.
    #[clerk_tool(effect = read, access = none)]
    async fn find_events(
        /// Nothing earlier.
        after: UnixMillis,
        /// Nothing later (RFC 3339).
        before: Option<Timestamp>,
    ) -> Result<Value, ToolError> {
        Ok(json!([after, before]))
    }

    toolset! {
        const EVENTS = [find_events];
    }

    fn toolkit() -> ClerkToolkit {
        ClerkToolkit::builder().tools(EVENTS).build().unwrap()
    }

    #[test]
    fn the_model_reads_the_format_in_words() {
        let schema = toolkit().tool("findEvents").unwrap().input_schema().clone();
        assert_eq!(
            schema["properties"],
            json!({
                "after": { "type": "string", "description": "Nothing earlier. (an RFC 3339 time or a date)" },
                "before": { "type": "string", "description": "Nothing later (RFC 3339)." },
            })
        );
    }

    #[tokio::test]
    async fn a_time_reaches_clerk_as_a_number_or_a_text() {
        let call = |arguments| async { toolkit().call("findEvents", arguments).await };
        let written = call(json!({ "after": "1970-01-02", "before": "1970-01-02T01:00:00+01:00" })).await;
        assert_eq!(written, Ok(json!([86_400_000, "1970-01-02T00:00:00Z"])));
        assert_eq!(call(json!({ "after": "1970-01-01", "before": "" })).await, Ok(json!([0, null])));
        let error = call(json!({ "after": "today", "before": 5 })).await.unwrap_err();
        assert_eq!(
            error.message(),
            "`after`: `today` is not a time: expected an RFC 3339 time or a date, such as 2026-05-12T10:00:00Z or \
             2026-05-12; `before`: expected an RFC 3339 time or a date, not a number."
        );
    }
}
