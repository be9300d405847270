//! Every request of every tool, sent to a server that records it, against the document.

use std::iter;

use clerk_toolkit::catalog;
use clerk_toolkit_tests::{Reply, Scripted};

use super::arguments::{all, calls};
use super::document::Sent;
use super::official;

/// A recorded request: its first line, and its body.
fn sent(request: &str) -> Sent {
    let (head, body) = request.split_once("\r\n\r\n").expect("the request is complete");
    let mut words = head.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let body = (!body.is_empty()).then(|| serde_json::from_str(body).expect("a body is JSON"));
    Sent::new(method, target, body)
}

#[tokio::test]
async fn every_request_of_every_tool_is_documented() {
    // Without the document, the test still shows that each tool sends a request.
    let official = official();
    let mut problems = Vec::new();
    let server = Scripted::start(iter::repeat_with(|| Reply::json(200, "", "{}")));
    let client = server.client().build().expect("the client is valid");
    for tool in catalog::ALL.iter().map(|tool| tool.name()) {
        let only = catalog::ALL.try_select([tool]).expect("the tool exists");
        let toolkit = server.toolkit().client(client.clone()).tools(only).allow_private_metadata(true).build();
        let toolkit = toolkit.expect("the toolkit is valid");
        let arguments = all(&toolkit, tool).await;
        let mut requests = 0;
        for call in calls(&toolkit, tool, &arguments) {
            let before = server.requests().len();
            // The server's replies are empty objects, so the result of the call does not matter.
            let _ = toolkit.call(tool, call.clone().into()).await;
            for request in server.requests().into_iter().skip(before) {
                requests += 1;
                let sent = sent(&request);
                if let Some(Err(found)) = official.as_ref().map(|official| official.check(&sent)) {
                    problems.push(format!("{tool} {call:?}: {sent:?}: {found:?}"));
                }
            }
        }
        if (requests == 0) != (tool == "getUserId") {
            problems.push(format!("{tool} has sent {requests} requests with {arguments:?}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
