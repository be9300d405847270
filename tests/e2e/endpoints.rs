//! Tools without a body: the types that they return.

use clerk_toolkit::client::{Page, Result, UserId};
use clerk_toolkit::{ClerkClient, clerk_tool, tool_type, toolset};
use clerk_toolkit_tests::{Reply, Scripted};
use serde_json::json;

/// A voucher.
#[tool_type]
struct Voucher {
    /// Its number.
    voucher_number: u32,
    state: VoucherState,
    given_to: Option<Receiver>,
}

/// Whether it can be used.
#[tool_type]
enum VoucherState {
    NotUsed,
    Used,
}

/// Who got it.
#[tool_type]
struct Receiver {
    user_id: UserId,
}

/// Read one voucher.
#[clerk_tool(effect = read, endpoint = "GET /vouchers/{number}")]
async fn get_voucher(
    clerk: &ClerkClient,
    /// Its number.
    number: u32,
) -> Result<Voucher>;

/// List vouchers.
#[clerk_tool(effect = read, endpoint = "GET /vouchers")]
async fn list_vouchers(clerk: &ClerkClient) -> Result<Page<Voucher>>;

toolset! {
    const VOUCHERS = [get_voucher, list_vouchers];
}

#[tokio::test]
async fn a_type_with_tool_type_is_read_from_clerks_names() {
    let sent = json!({
        "object": "voucher",
        "voucher_number": 5,
        "state": "not_used",
        "given_to": { "user_id": "user_1", "added_later": true },
    });
    let shown = json!({ "voucherNumber": 5, "state": "notUsed", "givenTo": { "userId": "user_1" } });
    let list = json!({ "data": [sent], "total_count": 1 });
    let bad = json!({ "voucher_number": 5, "state": "not_used", "given_to": { "user_id": 7 } });
    let server = Scripted::start([sent.clone(), list, bad].map(|body| Reply::json(200, "", &body.to_string())));
    let toolkit = server.toolkit().tools(VOUCHERS).build().expect("the toolkit is valid");
    assert_eq!(toolkit.call("getVoucher", json!({ "number": 5 })).await, Ok(shown.clone()));
    assert_eq!(toolkit.call("listVouchers", json!({})).await, Ok(json!({ "data": [shown], "total": 1 })));
    let error = toolkit.call("getVoucher", json!({ "number": 5 })).await.expect_err("the user's id is a number");
    assert_eq!(error.code(), "clerk_response_invalid");
    assert!(error.message().contains("as Voucher: at givenTo.userId: expected a string"), "{error}");
}
