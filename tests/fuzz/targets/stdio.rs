//! Any bytes on standard input: the server ends, and each request has one response.

#![no_main]

use std::collections::BTreeMap;
use std::io::Cursor;

use clerk_toolkit::mcp::serve;
use clerk_toolkit::serde_json::{self, Value};
use clerk_toolkit_fuzz::{is_response, plain_request_id, runtime, server};
use libfuzzer_sys::fuzz_target;
use tokio::io::{AsyncReadExt, duplex};

fuzz_target!(|input: &[u8]| {
    let (output, mut read) = duplex(1 << 16);
    let mut written = Vec::new();
    let (served, _) = runtime().block_on(async {
        tokio::join!(serve(server(), Cursor::new(input.to_vec()), output), read.read_to_end(&mut written))
    });
    served.expect("the server ends without an error");

    let lines: Vec<&[u8]> = input.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).collect();
    let mut responses: BTreeMap<String, usize> = BTreeMap::new();
    for line in written.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let response: Value = serde_json::from_slice(line).expect("each line is JSON");
        assert!(is_response(&response), "{response}");
        *responses.entry(response["id"].to_string()).or_default() += 1;
    }
    let count: usize = responses.values().sum();
    assert!(count <= lines.len(), "{count} responses to {} lines", lines.len());
    // A cancelled request has no response, and one with an id in use has one without the id.
    if input.windows(9).any(|word| word == b"cancelled") {
        return;
    }
    let mut requests: BTreeMap<String, usize> = BTreeMap::new();
    for id in lines.iter().filter_map(|line| plain_request_id(line)) {
        *requests.entry(id.to_string()).or_default() += 1;
    }
    for (id, _) in requests.into_iter().filter(|(_, count)| *count == 1) {
        assert!(responses.contains_key(&id), "the request {id} has no response");
    }
});
