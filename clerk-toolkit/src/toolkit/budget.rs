//! Shape: cut an output that is too large for a model.
//!
//! Lists lose their last items, and long texts lose their last part; every value keeps its type. A field of the output
//! itself names the omitted parts, because some clients show a model nothing else. Small parts of an output stay whole:
//! only the largest ones are cut.

use serde_json::{Map, Value};

use super::call_output::CallOutput;
use super::exposure::ExposedTool;
use crate::redaction::{LEFT_OUT, LEFT_OUT_FIELD};
use crate::text;

/// The default budget in bytes: about 10,000 tokens, so that a conversation has room for several outputs.
pub(super) const DEFAULT: usize = 40_000;

/// The smallest budget. A notice alone needs some hundred bytes.
pub(super) const SMALLEST: usize = 1024;

/// The field of a page with the offset of the next one. After a cut, the next page begins with the first omitted item.
const NEXT: &str = "nextOffset";

/// How many parts a notice names.
const NAMED: usize = 5;

/// The space for the notice, in bytes.
const NOTICE: usize = 700;

/// The maximum length of the name of a part in a notice, in bytes.
const NAME: usize = 60;

/// The arguments that select a part of a list, by what to do with them.
const START: [&str; 2] = ["offset", "skip"];
const PAGE: [&str; 5] = ["page", "cursor", "after", "startingAfter", "pageToken"];
const COUNT: [&str; 3] = ["limit", "pageSize", "count"];

/// The output, cut to the budget if it is larger.
pub(super) fn output(mut output: CallOutput, budget: usize, tool: &ExposedTool) -> CallOutput {
    if is_larger(&output.value, budget) {
        cut(&mut output, budget, tool);
    }
    output
}

fn cut(CallOutput { value, redactions }: &mut CallOutput, budget: usize, tool: &ExposedTool) {
    let mut cuts = Vec::new();
    let before = items_of_page(value);
    fit(value, budget.saturating_sub(NOTICE), "", &mut cuts);
    let omitted = before.saturating_sub(items_of_page(value));
    if let Some(next) = value.get_mut(NEXT).filter(|next| next.is_u64()) {
        *next = next.as_u64().unwrap_or_default().saturating_sub(omitted as u64).into();
    }
    redactions.retain(|redaction| value.pointer(&redaction.path).is_some());
    let notice = notice(&cuts, budget, tool);
    match value {
        Value::Object(fields) => drop(fields.insert(LEFT_OUT_FIELD.to_owned(), notice.into())),
        Value::Array(items) => items.push(match items.first() {
            Some(Value::Object(_)) => Value::Object(Map::from_iter([(LEFT_OUT_FIELD.to_owned(), notice.into())])),
            _ => notice.into(),
        }),
        // A text that was cut already says so.
        _ => {}
    }
}

/// The number of items of a page: an object with a list and the offset of the next page.
fn items_of_page(value: &Value) -> usize {
    value.get("data").and_then(Value::as_array).map_or(0, Vec::len)
}

/// Lets an output schema accept the notice: an object may have more fields than the schema lists.
pub(super) fn output_schema(schema: &mut Value) {
    if let Some(keywords) = schema.as_object_mut()
        && keywords.get("additionalProperties") == Some(&Value::Bool(false))
    {
        keywords.shift_remove("additionalProperties");
    }
}

/// Whether the compact JSON of a value has more than `limit` bytes.
fn is_larger(value: &Value, limit: usize) -> bool {
    // Most outputs are much smaller, and then an estimate is enough.
    let exceeds = |text_size: fn(&str) -> usize| {
        let mut left = limit;
        !fits(value, &mut left, text_size)
    };
    exceeds(|text| 2 + 6 * text.len()) && exceeds(text_size)
}

/// Takes the bytes of a value in compact JSON from what is left. False if not enough is left. The value has the depth of
/// an output.
fn fits(value: &Value, left: &mut usize, text_size: fn(&str) -> usize) -> bool {
    let Some(rest) = left.checked_sub(own_size(value, text_size)) else { return false };
    *left = rest;
    match value {
        Value::Array(items) => items.iter().all(|item| fits(item, left, text_size)),
        Value::Object(fields) => fields.values().all(|field| fits(field, left, text_size)),
        _ => true,
    }
}

/// The bytes of a value in compact JSON.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => own_size(value, text_size) + items.iter().map(size).sum::<usize>(),
        Value::Object(fields) => own_size(value, text_size) + fields.values().map(size).sum::<usize>(),
        _ => own_size(value, text_size),
    }
}

/// The same, without the values inside an array or an object.
fn own_size(value: &Value, text_size: fn(&str) -> usize) -> usize {
    match value {
        Value::Null | Value::Bool(true) => 4,
        Value::Bool(false) => 5,
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(whole), _) => digits(whole),
            (None, Some(negative)) => 1 + digits(negative.unsigned_abs()),
            (None, None) => number.to_string().len(),
        },
        Value::String(text) => text_size(text),
        Value::Array(items) => 2 + items.len(),
        Value::Object(fields) => 2 + fields.keys().map(|name| text_size(name) + 2).sum::<usize>(),
    }
}

fn digits(number: u64) -> usize {
    number.checked_ilog10().map_or(1, |exponent| exponent as usize + 1)
}

/// The bytes of a text in JSON, with quotation marks and escapes.
fn text_size(text: &str) -> usize {
    let escapes = text.bytes().map(|byte| match byte {
        b'"' | b'\\' | b'\n' | b'\t' | b'\r' => 1,
        0..0x20 => 5,
        _ => 0_usize,
    });
    2 + text.len() + escapes.sum::<usize>()
}

/// A part of an output that was cut.
struct Cut {
    /// The part: `463 of 500 items of `data``.
    what: String,
    /// How many items of a list are left.
    kept: Option<usize>,
}

/// Cuts a value so that it has at most about `limit` bytes.
fn fit(value: &mut Value, limit: usize, path: &str, cuts: &mut Vec<Cut>) {
    if !is_larger(value, limit) {
        return;
    }
    match value {
        Value::String(text) => fit_text(text, limit, path, cuts),
        Value::Array(items) => fit_list(items, limit, path, cuts),
        Value::Object(fields) => fit_object(fields, limit, path, cuts),
        _ => {}
    }
}

fn fit_text(text: &mut String, limit: usize, path: &str, cuts: &mut Vec<Cut>) {
    // Escapes count too, so a text is cut until it fits.
    let mut kept = text::start(text, limit.saturating_sub(60)).len();
    while kept > 0 && text_size(&text[..kept]) + 60 > limit {
        kept = text::start(text, kept * 3 / 4).len();
    }
    let left = text.len() - kept;
    cuts.push(Cut { what: format!("{left} bytes of {}", part(path)), kept: None });
    *text = format!("{}… [{left} bytes {LEFT_OUT}]", &text[..kept]);
}

fn fit_list(items: &mut Vec<Value>, limit: usize, path: &str, cuts: &mut Vec<Cut>) {
    let all = items.len();
    let mut used = 2;
    let fitting = items.iter().take_while(|item| {
        used += size(item) + 1;
        used <= limit
    });
    let kept = fitting.count().max(1);
    items.truncate(kept);
    if kept < all {
        cuts.push(Cut { what: format!("{} of {all} items of {}", all - kept, part(path)), kept: Some(kept) });
    }
    // The first item alone can be too large.
    if let Some(first) = items.first_mut() {
        fit(first, limit.saturating_sub(4), &format!("{path}[0]"), cuts);
    }
}

fn fit_object(fields: &mut Map<String, Value>, limit: usize, path: &str, cuts: &mut Vec<Cut>) {
    drop_names(fields, limit / 2, path, cuts);
    let names: usize = fields.keys().map(|name| text_size(name) + 2).sum();
    let mut left = limit.saturating_sub(2 + names);
    let mut sizes: Vec<_> = fields.iter().enumerate().map(|(position, (_, field))| (size(field), position)).collect();
    sizes.sort_unstable();
    // Each field gets an equal share, and small fields leave the rest of theirs to the larger ones.
    let count = sizes.len();
    for (done, (size, position)) in sizes.into_iter().enumerate() {
        let share = left / (count - done);
        if size <= share {
            left -= size;
        } else if let Some((name, field)) = fields.iter_mut().nth(position) {
            fit(field, share, &joined(path, name), cuts);
            left = left.saturating_sub(share);
        }
    }
}

/// Removes fields from the end if the names alone take too much space.
fn drop_names(fields: &mut Map<String, Value>, limit: usize, path: &str, cuts: &mut Vec<Cut>) {
    let all = fields.len();
    let mut used = 0;
    let fitting = fields.keys().take_while(|name| {
        used += text_size(name) + 22;
        used <= limit
    });
    let kept = fitting.count();
    if kept < all {
        *fields = std::mem::take(fields).into_iter().take(kept).collect();
        cuts.push(Cut { what: format!("{} of {all} fields of {}", all - kept, part(path)), kept: None });
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn part(path: &str) -> String {
    if path.is_empty() { "the output".to_owned() } else { format!("`{}`", text::shortened(path, NAME)) }
}

/// Names the omitted parts, and says how to read them.
fn notice(cuts: &[Cut], budget: usize, tool: &ExposedTool) -> String {
    let named: Vec<&str> = cuts.iter().take(NAMED).map(|cut| cut.what.as_str()).collect();
    let more = cuts.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(", and {more} other parts") } else { String::new() };
    let advice = advice(cuts, tool);
    format!("{}{more} {LEFT_OUT}, because the output is limited to {budget} bytes. {advice}", named.join(", "))
}

fn advice(cuts: &[Cut], tool: &ExposedTool) -> String {
    let find = |names: &[&str]| {
        let mut shown = tool.definition.parameters().iter().map(|parameter| parameter.name());
        shown.find(|name| names.contains(name) && tool.shows_name(name)).map(str::to_owned)
    };
    let lists: Vec<usize> = cuts.iter().filter_map(|cut| cut.kept).collect();
    match (find(&START), find(&PAGE), find(&COUNT), &lists[..]) {
        (Some(start), _, _, [kept]) => format!("To read on, call again with `{start}` increased by {kept}."),
        (_, Some(page), _, _) => format!("To read on, call again with a smaller page, and use `{page}`."),
        (_, _, Some(count), _) => format!("To read whole items, call again with a smaller `{count}`."),
        _ => "To read the rest, ask for less at a time if an argument allows it.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::tool::DynamicTool;
    use crate::{ClerkToolkit, Effect, ToolError, Toolset, clerk_tool, tool_type, toolset};

    /// A tool without arguments that returns this value.
    async fn returned(value: Value, budget: usize) -> Value {
        let tool = DynamicTool::builder("report", Effect::Read, "Report something.").access(crate::Access::None);
        let tool = tool.handler(move |_| {
            let value = value.clone();
            async move { Ok(value) }
        });
        let toolkit = ClerkToolkit::builder().tools(Toolset::EMPTY).tool(tool).output_budget(budget).build();
        toolkit.expect("it builds").call("report", json!({})).await.expect("it succeeds")
    }

    #[tokio::test]
    async fn the_next_page_begins_with_the_first_item_that_was_cut() {
        let items = vec![Value::from("x".repeat(100)); 50];
        let page = returned(json!({ "data": items, "total": 900, "nextOffset": 150 }), 2048).await;
        let kept = page["data"].as_array().expect("there is a list").len() as u64;
        assert!(kept < 50);
        assert_eq!(page["nextOffset"], json!(100 + kept));
        assert_eq!(page["total"], 900);
    }

    fn written(value: &Value) -> usize {
        value.to_string().len()
    }

    #[tokio::test]
    async fn an_output_within_the_budget_is_unchanged() {
        let value = json!({ "data": [{ "id": 1, "text": "x".repeat(900) }], "none": null });
        assert_eq!(returned(value.clone(), 1024).await, value);
    }

    #[tokio::test]
    async fn a_list_is_cut_between_items() {
        let rows: Vec<_> = (0..1000).map(|id| json!({ "id": id, "name": "Ada \"the\" \n Countess" })).collect();
        let output = returned(json!({ "total_count": 1000, "data": rows }), 8000).await;
        assert!(written(&output) <= 8000, "{}", written(&output));
        let kept = output["data"].as_array().expect("a list");
        assert!(kept.len() > 50 && kept[..] == rows[..kept.len()], "{output}");
        assert_eq!(output["total_count"], 1000);
        let notice = output["_leftOut"].as_str().expect("a notice");
        let expected = format!("{} of 1000 items of `data` left out by clerk-toolkit", 1000 - kept.len());
        assert!(notice.starts_with(&expected) && notice.contains("8000 bytes"), "{notice}");
    }

    #[tokio::test]
    async fn a_bare_list_ends_in_a_notice_of_the_type_of_its_items() {
        let output = returned(json!(vec![json!({ "id": 1 }); 9000]), 5000).await;
        let items = output.as_array().expect("a list");
        assert!(written(&output) <= 5000 && items.len() > 300, "{}", items.len());
        assert!(items[items.len() - 1]["_leftOut"].as_str().is_some_and(|notice| notice.contains("of 9000 items")));
        let output = returned(json!(vec!["a"; 9000]), 5000).await;
        assert!(output.as_array().expect("a list").iter().all(Value::is_string));
    }

    #[tokio::test]
    async fn only_the_largest_parts_are_cut_and_types_stay() {
        let value = json!({
            "name": "Ada",
            "bio": "ä\u{1}".repeat(200_000),
            "metadata": { "small": [1, 2, 3], "deep": { "log": vec!["line"; 100_000] } },
        });
        let output = returned(value, 20_000).await;
        assert!(written(&output) <= 20_000, "{}", written(&output));
        assert_eq!((&output["name"], &output["metadata"]["small"]), (&json!("Ada"), &json!([1, 2, 3])));
        assert!(output["bio"].as_str().is_some_and(|bio| bio.starts_with('ä') && bio.contains(LEFT_OUT)), "{output}");
        assert!(output["metadata"]["deep"]["log"].as_array().is_some_and(|log| log.len() > 100));
        let notice = output["_leftOut"].as_str().expect("a notice");
        assert!(notice.contains("`bio`") && notice.contains("`metadata.deep.log`"), "{notice}");
    }

    #[tokio::test]
    async fn extreme_outputs_fit_the_budget() {
        let names: Map<String, Value> = (0..20_000).map(|n| (format!("field number {n}"), json!(n))).collect();
        let texts: Map<String, Value> = (0..50).map(|n| (format!("text {n}"), json!("y".repeat(5000)))).collect();
        for value in [
            json!(names),
            json!({ "nested": names }),
            json!(texts),
            json!([[["z".repeat(90_000)]]]),
            json!("w".repeat(90_000)),
            json!(vec![1.5; 90_000]),
            json!([names]),
        ] {
            let output = returned(value.clone(), 10_000).await;
            assert!(written(&output) <= 10_000, "{} bytes of {}", written(&output), &value.to_string()[..40]);
            assert!(output.to_string().contains(LEFT_OUT), "{output}");
            assert_eq!((output.is_object(), output.is_array()), (value.is_object(), value.is_array()));
        }
    }

    /// Some orders.
    #[tool_type]
    struct Orders {
        /// The orders.
        orders: Vec<Order>,
    }

    /// An order.
    #[tool_type]
    #[derive(Clone)]
    struct Order {
        /// Its number.
        number: u64,
        /// Its note.
        note: String,
    }

    /// List orders.
    #[clerk_tool(effect = read, access = none)]
    async fn list_orders(
        /// How many to return.
        limit: Option<u64>,
        /// How many to skip.
        offset: Option<u64>,
    ) -> Result<Orders, ToolError> {
        let offset = offset.unwrap_or(0);
        let order = |number| Order { number, note: "n".repeat(100) };
        Ok(Orders { orders: (offset..offset + limit.unwrap_or(500)).map(order).collect() })
    }

    /// Keep a note.
    #[clerk_tool(effect = write, access = none)]
    async fn keep(
        /// The note.
        note: serde_json::Map<String, Value>,
    ) -> Result<u64, ToolError> {
        Ok(note.len() as u64)
    }

    toolset! {
        const TOOLS = [list_orders, keep];
    }

    fn toolkit() -> ClerkToolkit {
        ClerkToolkit::builder().tools(TOOLS).output_budget(10_000).build().expect("it builds")
    }

    #[tokio::test]
    async fn the_notice_says_how_to_read_on_and_the_output_matches_its_schema() {
        let toolkit = toolkit();
        let tool = toolkit.tool("listOrders").expect("it is offered");
        let (mut offset, mut seen) = (0, Vec::new());
        while seen.len() < 200 {
            let arguments = json!({ "offset": offset, "limit": 200 - offset });
            let output = tool.call(arguments).await.expect("it succeeds");
            jsonschema::validate(tool.output_schema().expect("a schema"), &output).expect("the output matches");
            let orders = output["orders"].as_array().expect("a list");
            seen.extend(orders.iter().map(|order| order["number"].as_u64().expect("a number")));
            let Some(notice) = output["_leftOut"].as_str() else { break };
            let expected = format!("To read on, call again with `offset` increased by {}.", orders.len());
            assert!(notice.ends_with(&expected), "{notice}");
            offset += orders.len();
        }
        assert_eq!(seen, (0..200).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn a_notice_in_an_argument_is_refused() {
        let toolkit = toolkit();
        for note in [
            json!({ "a": format!("text… [9 bytes {LEFT_OUT}]") }),
            json!({ "a": [{ "b": { LEFT_OUT_FIELD: "x" } }] }),
            json!({ LEFT_OUT_FIELD: "x" }),
        ] {
            let error = toolkit.call("keep", json!({ "note": note })).await.expect_err("it is refused");
            assert_eq!(error.code(), "arguments_invalid", "{error}");
        }
        assert_eq!(toolkit.call("keep", json!({ "note": { "a": "left out" } })).await, Ok(json!(1)));
    }
}
