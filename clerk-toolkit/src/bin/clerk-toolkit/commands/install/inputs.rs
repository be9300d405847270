//! What VS Code asks the user for: a list beside the servers, which the entries refer to.

use clerk_toolkit::serde_json::{Map, Value, json};

use crate::config::EditProblem;

/// The key of the list.
pub(in crate::commands) const KEY: &str = "inputs";

/// The reference to an input in a value of an entry.
pub(super) fn reference(id: &str) -> String {
    format!("${{input:{id}}}")
}

/// Adds the inputs. One of the same id that asks in another way is replaced.
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
        match inputs.iter_mut().find(|known| known["id"] == input["id"]) {
            Some(known) if asks_alike(known, input) => {}
            Some(known) => *known = input.clone(),
            None => inputs.push(input.clone()),
        }
    }
    Ok(())
}

/// The id of an input in the file that `install` would replace, because it does not ask the user: VS Code can also
/// run a command for an input.
pub(super) fn conflict<'a>(file: &Map<String, Value>, added: &'a [Value]) -> Option<&'a str> {
    let inputs = file.get(KEY)?.as_array()?;
    let conflicts = |input: &&Value| inputs.iter().any(|known| known["id"] == input["id"] && !asks_alike(known, input));
    added.iter().find(conflicts).and_then(|input| input["id"].as_str())
}

/// Whether the input in the file asks the user, as that of `install` does. Its words and its default are the user's.
fn asks_alike(known: &Value, input: &Value) -> bool {
    known["type"] == input["type"]
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
