//! `listUsers`: filters, totals, and the state by which Clerk cannot filter.

use clerk_toolkit::catalog;
use clerk_toolkit::sandbox::demo::{ACME, ADA, GRACE};
use clerk_toolkit_tests::{Reply, Scripted, World};
use serde_json::{Value, json};

/// The ids in a page.
fn ids(page: &Value) -> Vec<&str> {
    let users = page["data"].as_array().expect("a page has `data`");
    users.iter().map(|user| user["id"].as_str().expect("a user has an id")).collect()
}

#[tokio::test]
async fn a_user_is_found_by_an_email_address() {
    let world = World::with(|toolkit| toolkit.tools(catalog::ALL)).await;
    let ada = world.read(&format!("/users/{ADA}")).await;
    let address = &ada["email_addresses"][0]["email_address"];
    world.sandbox.clear_requests();
    let page = world.call_ok("listUsers", json!({ "emailAddress": [address] })).await;
    assert_eq!((ids(&page), &page["total"], &page["nextOffset"]), (vec![ADA], &json!(1), &Value::Null));
    let request = world.only_request();
    assert!(request.path.starts_with("/v1/users?email_address="), "the page shows the total: {}", request.path);
}

#[tokio::test]
async fn the_total_is_read_if_the_page_does_not_show_it() {
    let world = World::with(|toolkit| toolkit.tools(catalog::ALL)).await;
    let page = world.call_ok("listUsers", json!({ "organizationId": [ACME], "limit": 1 })).await;
    let total = world.read(&format!("/users/count?organization_id={ACME}")).await["total_count"].clone();
    assert!(total.as_u64().is_some_and(|total| total > 1), "{total}");
    assert_eq!((ids(&page).len(), &page["total"], &page["nextOffset"]), (1, &total, &json!(1)));

    let last = total.as_u64().expect("the total is a number") - 1;
    let page = world.call_ok("listUsers", json!({ "organizationId": [ACME], "limit": 1, "offset": last })).await;
    assert_eq!((ids(&page).len(), &page["total"], &page["nextOffset"]), (1, &total, &Value::Null));
    let page = world.call_ok("listUsers", json!({ "organizationId": [ACME], "offset": last + 1 })).await;
    assert_eq!((ids(&page).len(), &page["total"], &page["nextOffset"]), (0, &total, &Value::Null));
}

#[tokio::test]
async fn an_external_id_that_starts_with_a_sign_is_not_an_exception() {
    let server = Scripted::start([Reply::json(200, "", "[]")]);
    let toolkit = server.toolkit().tools(catalog::ALL).build().expect("the toolkit is valid");
    let arguments = json!({ "externalId": ["-7", "+8", "9"] });
    toolkit.call("listUsers", arguments).await.expect("nobody is found");
    let line = server.only_request().0;
    assert!(line.contains("external_id=%2B-7&external_id=%2B%2B8&external_id=9&"), "{line}");
}

#[tokio::test]
async fn a_filter_without_a_value_does_not_mean_everyone() {
    let world = World::with(|toolkit| toolkit.tools(catalog::ALL)).await;
    for (name, value) in [
        ("query", json!("")),
        ("query", json!(" ")),
        ("name", json!("")),
        ("emailAddress", json!([])),
        ("emailAddress", json!(["ada@example.com", ""])),
        ("phoneNumber", json!([])),
        ("username", json!([""])),
        ("externalId", json!([])),
        ("organizationId", json!([])),
    ] {
        let error = world.refused("listUsers", json!({ name: value, "banned": false }), "arguments_invalid").await;
        assert!(error.message().contains(&format!("`{name}`")), "{error}");
    }
    for (name, value) in [("query", json!("")), ("organizationId", json!([]))] {
        world.refused("getUserCount", json!({ name: value }), "arguments_invalid").await;
    }
}

fn users(range: std::ops::Range<usize>, locked: impl Fn(usize) -> bool) -> Reply {
    let user = |index| json!({ "object": "user", "id": format!("user_2U{index}"), "locked": locked(index) });
    Reply::json(200, "", &range.map(user).collect::<Value>().to_string())
}

#[tokio::test]
async fn locked_users_are_found_page_by_page() {
    let locked = |index| index == 3 || index == 501;
    let server = Scripted::start([users(0..500, locked), users(500..502, locked)]);
    let toolkit = server.toolkit().tools(catalog::ALL).build().expect("the toolkit is valid");
    let page = toolkit.call("listUsers", json!({ "locked": true, "banned": false })).await.expect("two are found");
    assert_eq!((ids(&page), &page["nextOffset"]), (vec!["user_2U3", "user_2U501"], &Value::Null));
    let requests = server.requests();
    assert!(requests[0].starts_with("GET /v1/users?banned=false&limit=500&offset=0 "), "{}", requests[0]);
    assert!(requests[1].starts_with("GET /v1/users?banned=false&limit=500&offset=500 "), "{}", requests[1]);
}

#[tokio::test]
async fn a_search_for_locked_users_ends_at_the_limit_and_says_how_to_go_on() {
    let server = Scripted::start([users(0..500, |index| index % 2 == 1)]);
    let toolkit = server.toolkit().tools(catalog::ALL).build().expect("the toolkit is valid");
    let page = toolkit.call("listUsers", json!({ "locked": false, "limit": 2 })).await.expect("two are found");
    assert_eq!((ids(&page), &page["nextOffset"]), (vec!["user_2U0", "user_2U2"], &json!(3)));

    let server = Scripted::start((0..).map(|page| users(page * 500..(page + 1) * 500, |_| false)));
    let toolkit = server.toolkit().tools(catalog::ALL).build().expect("the toolkit is valid");
    let page = toolkit.call("listUsers", json!({ "locked": true })).await.expect("nobody is found in 2,000 users");
    assert_eq!((ids(&page).len(), &page["nextOffset"], server.requests().len()), (0, &json!(2_000), 4));
}

#[tokio::test]
async fn a_user_is_created_without_a_password() {
    let world = World::with(|toolkit| toolkit.tools(catalog::ALL)).await;
    let arguments =
        json!({ "emailAddress": ["linus@example.com"], "firstName": "Linus", "lastName": "", "username": "" });
    let user = world.call_ok("createUser", arguments).await;
    let stored = world.read(&format!("/users/{}", user["id"].as_str().expect("the user has an id"))).await;
    assert_eq!((&stored["first_name"], &stored["password_enabled"]), (&json!("Linus"), &json!(false)));
}

#[tokio::test]
async fn the_primary_email_address_changes_to_another_of_the_user() {
    let world = World::with(|toolkit| toolkit.tools(catalog::ALL)).await;
    let grace = world.read(&format!("/users/{GRACE}")).await;
    let address = &grace["email_addresses"][0]["id"];
    world.sandbox.clear_requests();
    let output = world.call_ok("updateUser", json!({ "userId": GRACE, "primaryEmailAddressId": address })).await;
    assert_eq!(&output["primary_email_address_id"], address);
    assert_eq!(world.only_request().body, Some(json!({ "primary_email_address_id": address })));
}
