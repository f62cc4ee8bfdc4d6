// Sends the same requests by jolokia.js and @jolokia.js/simple to one agent and prints the answers as one JSON object.
// Arguments: address, user, password, the Session bean that each of the two logs off.
import Jolokia from "jolokia.js";
import Simple from "@jolokia.js/simple";

globalThis.window = globalThis; // Both are written for browsers.

const [url, username, password, ofJolokia, ofSimple] = process.argv.slice(2);
const host = "logoffd:type=SessionHost,host=SIM-RDS01";
const sessions = "logoffd:type=Session,*";
const gone = "logoffd:type=Session,host=SIM-RDS01,id=9999";
const users = { type: "read", mbean: host, attribute: "UserCount" };
const columns = ["Id", "Account", "State"];
const unknown = { type: "read", mbean: host, attribute: "Nothing" };

// The value, or the status of an error; what a client throws is an answer too.
const result = answer => Array.isArray(answer) ? answer.map(result) : answer.status === 200 ? answer.value : answer.status;
const thrown = problem => "thrown" + (problem.status ? ": " + problem.status : "");

async function byJolokia() {
    const client = new Jolokia({ url, username, password, method: "post" });
    const ask = (request, options) => client.request(request, options).then(result, thrown);
    return {
        "read": await ask(users),
        "read by GET": await ask(users, { method: "get" }),
        "read several attributes": await ask({ ...users, attribute: ["Host", "UserCount", "Reachable"] }),
        "read all attributes": await ask({ type: "read", mbean: ofSimple }),
        "read a pattern": await ask({ type: "read", mbean: sessions, attribute: columns }),
        "read a path": await ask({ type: "read", mbean: host, attribute: "Sessions", path: "0/Kind" }),
        "read with options": await ask(users, { serializeLong: "string", includeRequest: true, mimeType: "application/json" }),
        "search": await ask({ type: "search", mbean: sessions }),
        "list": await ask({ type: "list", path: "logoffd" }),
        "list one bean": await ask({ type: "list", path: "logoffd/type=Service" }),
        "protocol": (await ask({ type: "version" })).protocol,
        "several requests": await ask([users, { type: "search", mbean: "logoffd:*" }, unknown]),
        "unknown attribute": await ask(unknown),
        "unknown bean": await ask({ type: "read", mbean: gone }),
        "no match": await ask({ type: "read", mbean: "logoffd:type=Nothing,*" }),
        "unknown operation": await ask({ type: "exec", mbean: host, operation: "nothing" }),
        "wrong argument": await ask({ type: "exec", mbean: host, operation: "logoffAll", arguments: ["x", false] }),
        "exec by GET": await ask({ type: "exec", mbean: host, operation: "refresh" }, { method: "get" }),
        "exec": await ask({ type: "exec", mbean: ofJolokia, operation: "logoff", arguments: [true] }),
        "exec with signature": await ask({ type: "exec", mbean: host, operation: "refresh()" }),
    };
}

async function bySimple() {
    const client = new Simple({ url, username, password });
    return {
        "read": await client.getAttribute(host, "UserCount"),
        "read several attributes": await client.getAttribute(host, ["Host", "UserCount"]),
        "read a pattern": await client.getAttribute(sessions, columns),
        "read a path": await client.getAttribute(host, "Sessions", "0/Kind"),
        "search": await client.search(sessions),
        "list": await client.list("logoffd"),
        "protocol": (await client.version()).protocol,
        "unknown attribute": await client.getAttribute(host, "Nothing").catch(thrown),
        "exec": await client.execute(ofSimple, "logoff", true),
    };
}

const named = (library, answers) => Object.entries(answers).map(([name, answer]) => [library + ": " + name, answer]);

console.log(JSON.stringify(Object.fromEntries([
    ...named("jolokia.js", await byJolokia()),
    ...named("@jolokia.js/simple", await bySimple()),
])));
