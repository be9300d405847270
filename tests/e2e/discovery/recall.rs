//! How often the right tool is among the first five. The requests are in `requests.txt`.

use std::io::Write;

use clerk_toolkit::tool::DynamicTool;
use clerk_toolkit::{Access, ClerkClient, ClerkToolkit, Effect, catalog};
use serde_json::json;

/// How many of the best tools a model sees by default.
const FIRST: usize = 5;

/// The lowest share of requests whose tool is among the first, in percent.
const LEAST: usize = 95;

/// Tools of an application beside the catalog. They use the words of the catalog for other things.
const OTHERS: [(&str, Effect, &str); 12] = [
    ("listOrders", Effect::Read, "List the orders of a customer."),
    ("refundOrder", Effect::Write, "Pay an order back to the customer."),
    ("cancelOrder", Effect::Destructive, "Cancel an order that has not been sent."),
    ("searchTickets", Effect::Read, "Find support tickets by their text or by the person who wrote them."),
    ("replyToTicket", Effect::Write, "Send an email to the person who opened a ticket."),
    ("closeTicket", Effect::Write, "Close a ticket."),
    ("mergeAccounts", Effect::Destructive, "Merge the orders of two accounts of one person."),
    ("sendCoupon", Effect::Write, "Send a voucher to a customer by email."),
    ("getShippingAddress", Effect::Read, "Read the postal address of a customer."),
    ("listTeams", Effect::Read, "List the teams of our own staff."),
    ("lockWarehouse", Effect::Write, "Lock a door of the warehouse."),
    ("countVisitors", Effect::Read, "Count the visitors of the shop."),
];

struct Request {
    tools: Vec<&'static str>,
    text: &'static str,
}

fn requests() -> Vec<Request> {
    let lines = include_str!("requests.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let request = |line: &'static str| {
        let (tools, text) = line.split_once(": ").expect("`tool: request`");
        Request { tools: tools.split(" | ").collect(), text }
    };
    lines.map(request).collect()
}

fn toolkit() -> ClerkToolkit {
    let client = ClerkClient::new("sk_test_bm90aGluZw").expect("the key is valid");
    let others = OTHERS.map(|(name, effect, description)| {
        DynamicTool::builder(name, effect, description).access(Access::None).handler(|_| async { Ok(json!(null)) })
    });
    let toolkit = ClerkToolkit::builder().client(client).tools(catalog::ALL).dynamic_tools(others);
    toolkit.build().expect("the toolkit is valid").discovery()
}

#[tokio::test]
async fn the_right_tool_is_among_the_first_five() {
    let toolkit = toolkit();
    let (requests, mut missed) = (requests(), Vec::new());
    for Request { tools, text } in &requests {
        for tool in tools {
            assert!(catalog::ALL.get(tool).is_some(), "the catalog has no tool `{tool}`: {text}");
        }
        let found = toolkit.call("findTools", json!({ "query": text })).await.expect("it succeeds");
        let names: Vec<_> =
            found["tools"].as_array().into_iter().flatten().filter_map(|tool| tool["name"].as_str()).collect();
        assert!(names.len() <= FIRST, "{found}");
        if !names.iter().any(|name| tools.contains(name)) {
            missed.push(format!("{text}: {} is not among {}", tools.join(" | "), names.join(", ")));
        }
    }
    let (all, found) = (requests.len(), requests.len() - missed.len());
    // Written directly, so that the test harness does not hide the numbers.
    writeln!(std::io::stderr(), "{found} of {all} requests find their tool").expect("the console is writable");
    assert!(found * 100 >= LEAST * all, "{missed:#?}");
}
