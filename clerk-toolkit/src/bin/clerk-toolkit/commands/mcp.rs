//! `clerk-toolkit mcp`: a server for MCP clients.

use std::net::SocketAddr;

use clap::Args;
use clerk_toolkit::mcp::{ClerkMcpServer, HttpOptions, HttpServer, serve_stdio};
use secrecy::SecretString;
use tokio::runtime;

use crate::failure::Failure;
use crate::options::{Instance, InstanceOptions, LogOptions, ToolOptions, address, secret};
use crate::{output, signals};

/// Where the token of `--http` is, so that it is not on the command line.
const TOKEN_VARIABLE: &str = "CLERK_TOOLKIT_HTTP_TOKEN";

#[derive(Debug, Args)]
#[command(after_help = "Example: clerk-toolkit mcp --sandbox --tools users organizations.getOrganization --read-only")]
pub(crate) struct Mcp {
    #[command(flatten)]
    tools: ToolOptions,

    #[command(flatten)]
    instance: InstanceOptions,

    #[command(flatten)]
    http: Http,

    #[command(flatten)]
    log: LogOptions,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "HTTP")]
struct Http {
    /// Serve Streamable HTTP at this address (path /mcp) instead of standard input and output
    #[arg(long = "http", value_name = "ADDR", value_parser = address)]
    address: Option<SocketAddr>,

    /// The bearer token to ask every request for, required where others reach the address; better in
    /// CLERK_TOOLKIT_HTTP_TOKEN
    #[arg(long = "http-token", value_name = "TOKEN", value_parser = secret, requires = "address")]
    token: Option<SecretString>,

    /// Answer requests to this host too, besides this machine's own names
    #[arg(long = "allow-host", value_name = "HOST", num_args = 1.., requires = "address")]
    hosts: Vec<String>,

    /// Answer web pages of this origin too, such as https://app.example.com
    #[arg(long = "allow-origin", value_name = "ORIGIN", num_args = 1.., requires = "address")]
    origins: Vec<String>,
}

impl Mcp {
    pub(crate) fn run(self) -> Result<(), Failure> {
        self.log.start();
        // One client on a pair of pipes needs no more than a thread, and starts sooner on it.
        let mut runtime = match self.http.address {
            Some(_) => runtime::Builder::new_multi_thread(),
            None => runtime::Builder::new_current_thread(),
        };
        let runtime = runtime.enable_all().build()?;
        let ended = runtime.block_on(self.serve());
        // A thread that waits for standard input is not waited for.
        runtime.shutdown_background();
        ended
    }

    async fn serve(self) -> Result<(), Failure> {
        let end = signals::end()?;
        let toolkit = self.tools.toolkit()?;
        let Instance { client, sandbox } = self.instance.open().await?;
        let server = ClerkMcpServer::new(toolkit.client(client).build()?);
        if let Some(sandbox) = &sandbox {
            output::note(format_args!("The tools work on a sandbox, a Clerk instance in memory at {}", sandbox.url()));
        }
        match self.http.address {
            Some(address) => {
                let server = HttpServer::bind(server, address, self.http.options()?).await?;
                output::note(format_args!("Listening on {}", server.url()));
                Ok(server.serve_until(end).await?)
            }
            None => tokio::select! {
                served = serve_stdio(server) => Ok(served?),
                () = end => Ok(()),
            },
        }
    }
}

impl Http {
    fn options(self) -> Result<HttpOptions, Failure> {
        let mut options = HttpOptions::new();
        if let Some(token) = self.token {
            output::note(format_args!(
                "warning: other processes can read --http-token off the command line; {TOKEN_VARIABLE} keeps it to \
                 this one"
            ));
            options = options.bearer_token(token);
        } else if let Some(token) = std::env::var_os(TOKEN_VARIABLE) {
            let token = token.into_string().map_err(|_| Failure::usage(format!("{TOKEN_VARIABLE} is not Unicode")))?;
            options = options.bearer_token(token);
        }
        options = self.hosts.into_iter().fold(options, HttpOptions::allow_host);
        Ok(self.origins.into_iter().fold(options, HttpOptions::allow_origin))
    }
}
