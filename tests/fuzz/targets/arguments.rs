//! Any text as a call's arguments: they are read exactly, or the call is refused.

#![no_main]

use clerk_toolkit::formats::openai_chat;
use clerk_toolkit::json;
use clerk_toolkit::serde_json::{self, Value, json};
use clerk_toolkit_fuzz::{received, runtime, toolkit};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let strict = serde_json::from_slice::<Value>(input);
    let read = json::read(input);
    match (&strict, &read) {
        (Ok(strict), Ok(read)) => assert_eq!(strict, read),
        (Ok(_), Err(error)) => assert!(!error.is_syntax(), "{error}"),
        (Err(_), Ok(_)) => assert!(input.contains(&b'\\') || input.starts_with(b"\xEF\xBB\xBF")),
        (Err(_), Err(error)) => assert!(error.to_string().len() < 2000),
    }

    let Ok(text) = std::str::from_utf8(input) else { return };
    let call = json!({ "id": "c", "type": "function", "function": { "name": "echo", "arguments": text } });
    let message = json!({ "role": "assistant", "tool_calls": [call] });
    let results = runtime().block_on(openai_chat::run_calls(toolkit(), &message)).expect("the message is valid");
    let content = results[0]["content"].as_str().expect("the content is text");
    let output: Value = serde_json::from_str(content).expect("the content is JSON");
    let received = received();
    if received.is_null() {
        assert_eq!(output["error"]["code"], "arguments_invalid", "{output}");
    } else if let Ok(given) = strict
        && given["data"].is_object()
    {
        // What the tool got is what every other parser reads.
        assert_eq!(received["data"], given["data"]);
    }
});
