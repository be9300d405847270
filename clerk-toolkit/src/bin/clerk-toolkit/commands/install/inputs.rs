//! What VS Code asks the user for: a list beside the servers, which the entries refer to.

use clerk_toolkit::serde_json::{Map, Value, json};

use crate::config::EditProblem;

/// The key of the list.
pub(in crate::commands) const KEY: &str = "inputs";

/// The reference to an input in a value of an entry.
pub(super) fn reference(id: &str) -> String {
    format!("${{input:{id}}}")
}

/// Adds the inputs whose ids the file does not have yet.
///
/// # Errors
/// If the file has something other than a list in that place.
pub(super) fn add(file: &mut Map<String, Value>, added: &[Value]) -> Result<(), EditProblem> {
    if added.is_empty() {
        return Ok(());
    }
    let inputs = file.entry(KEY).or_insert_with(|| json!([]));
    let inputs = inputs.as_array_mut().ok_or_else(|| EditProblem::new(format!("`{KEY}` is not an array")))?;
    for input in added {
        if !inputs.iter().any(|known| known["id"] == input["id"]) {
            inputs.push(input.clone());
        }
    }
    Ok(())
}

/// Removes the inputs that only the old entry used.
pub(super) fn forget(file: &mut Map<String, Value>, old: &Value) {
    let Some(Value::Array(inputs)) = file.get(KEY) else {
        return;
    };
    let is_left_over = |input: &Value| {
        let Some(id) = input["id"].as_str() else {
            return false;
        };
        let reference = reference(id);
        refers(old, &reference) && !file.values().any(|value| refers(value, &reference))
    };
    let kept: Vec<Value> = inputs.iter().filter(|input| !is_left_over(input)).cloned().collect();
    match kept.len() {
        all if all == inputs.len() => {}
        0 => _ = file.shift_remove(KEY),
        _ => _ = file.insert(KEY.to_owned(), kept.into()),
    }
}

/// Whether a text in the value contains the reference.
fn refers(value: &Value, reference: &str) -> bool {
    match value {
        Value::String(text) => text.contains(reference),
        Value::Array(values) => values.iter().any(|value| refers(value, reference)),
        Value::Object(fields) => fields.values().any(|value| refers(value, reference)),
        _ => false,
    }
}
