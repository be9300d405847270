//! A borrowed parameter comes from the state. If its value is missing, the call fails, or the parameter is `None`.

use std::sync::{Arc, Mutex};

use clerk_toolkit::serde_json::json;
use clerk_toolkit::tool::State;
use clerk_toolkit::{ClerkClient, ToolError, clerk_tool};
use clerk_toolkit_ui_tests::{call_with, definition, schema};

trait Store: Send + Sync {
    fn count(&self) -> u64;
}

struct Memory(u64);

impl Store for Memory {
    fn count(&self) -> u64 {
        self.0
    }
}

struct Log<'a>(Mutex<Vec<&'a str>>);

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    store: &Arc<dyn Store>,
    #[allow(unused_variables)] clerk: Option<&ClerkClient>,
    log: &Log<'_>,
    tax: &(u64, u64),
    /// A number to add.
    more: u64,
) -> Result<u64, ToolError> {
    log.0.lock().map_err(|_| ToolError::internal("The log is poisoned."))?.push("counted");
    Ok(store.count() + tax.0 + more)
}

#[test]
fn runs() {
    assert_eq!(schema::<count_orders>()["properties"].as_object().map(|properties| properties.len()), Some(1));
    let requirements = definition::<count_orders>().requirements();
    assert!(requirements[0].is::<Arc<dyn Store>>() && requirements[1].is::<ClerkClient>());

    let mut state = State::new();
    state.insert::<Arc<dyn Store>>(Arc::new(Memory(5)));
    state.insert(Log(Mutex::default()));
    let error = call_with::<count_orders>(json!({ "more": 1 }), &state).unwrap_err();
    assert_eq!(error.code(), "internal_error");
    state.insert((20_u64, 0_u64));
    assert_eq!(call_with::<count_orders>(json!({ "more": 1 }), &state), Ok(json!(26)));
    assert_eq!(state.get::<Log<'_>>().map(|log| log.0.lock().unwrap().len()), Some(1));
}
