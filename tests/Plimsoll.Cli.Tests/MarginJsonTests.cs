using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Plimsoll.Accounts;
using Plimsoll.Cli.Rendering;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Cli.Tests;

public class MarginJsonTests
{
    [Fact]
    public void Account_StatementWithEveryField_IsWrittenAsTheContractSays()
    {
        JsonObject json = MarginJson.Account(Example.Report);

        Assert.Equal(
            ["account", "owner", "firm", "nettingSet", "rulebook", "asOf", "currency", "quality", "status", "nav", "equity", "collateralValue", "haircut", "unrealisedPnl", "optionValue",
                "costToRealiseGains", "initialMargin", "maintenanceMargin", "excess", "withdrawable", "marginRatio", "bounds", "lines", "positions", "collateral", "liquidation", "warnings", "isolated"],
            json.Select(field => field.Key));
        Assert.Equal("alice", (string?)json["account"]);
        Assert.Equal("""{"name":"plimsoll","version":"1","sha256":"0123456789abcdef","verified":"unverified"}""", json["rulebook"]!.ToJsonString());
        Assert.Equal("2026-01-31T12:25:19Z", (string?)json["asOf"]);
        Assert.Equal("bounded", (string?)json["quality"]);
        Assert.Equal("margin-call", (string?)json["status"]);
        Assert.Equal("12900.00", (string?)json["nav"]);
        Assert.Equal("12399.50", (string?)json["equity"]);
        Assert.Equal("12800.00", (string?)json["initialMargin"]);
        Assert.Equal("-400.50", (string?)json["excess"]);
        Assert.Equal("0.825839751603", (string?)json["marginRatio"]);
        Assert.Equal("""{"initialMargin":["11000.00","12800.00"]}""", json["bounds"]!.ToJsonString());
        Assert.Equal("""[{"factor":"BTC","below":"52310.5","above":null,"intervals":[["0","52310.5"]]},{"factor":"ETH","below":null,"above":"4000","intervals":[["4000",null]]}]""", json["liquidation"]!.ToJsonString());
        Assert.Equal("depth-missing", (string?)json["warnings"]![0]!["code"]);
    }

    [Fact]
    public void Account_LinesAndEvidence_AreNestedTypedAndNamedInKebabCase()
    {
        JsonArray lines = MarginJson.Account(Example.Report)["lines"]!.AsArray();

        Assert.Equal(["market-risk", "size", "liquidation-cost", "maintenance-cap"], lines.Select(line => (string?)line!["component"]));
        Assert.Equal(
            """{"kind":"market-risk","initialLeg":"core expected shortfall","maintenanceLeg":"grid","dynamics":"sticky moneyness","legs":[{"name":"core expected shortfall","value":"10000","unit":"USD"},{"name":"grid","value":"9500.25","unit":"USD"}],"scenarios":[{"scenario":"core 2024-08-05","loss":"12345.67","weight":"0.1"},{"scenario":"BTC -18.2 %, vol up","loss":"9876.5","weight":"0.1"}]}""",
            lines[0]!["lines"]![0]!["evidence"]!.ToJsonString());
        Assert.Equal("""{"kind":"curve","notional":"5000000","capacity":"1000000","timesToLiquidate":"5","multiplier":"4.2","capacityFrom":"depth"}""", lines[1]!["evidence"]!.ToJsonString());
        Assert.Equal("""{"kind":"sum"}""", lines[3]!["evidence"]!.ToJsonString());
        Assert.Equal("BTC", (string?)lines[1]!["subject"]);
    }

    [Fact]
    public void Account_PositionsCollateralAndGaps_CarryTheirFields()
    {
        JsonObject json = MarginJson.Account(Example.Report);

        Assert.Equal(
            """{"symbol":"BTC/USDT:USDT","quantity":"-0.5","markPrice":"80100.5","notional":"-40050.25","initialContribution":"13300.00","maintenanceContribution":"11000.00","initialMarginal":"12000.00"}""",
            json["positions"]![0]!.ToJsonString());
        Assert.Equal(
            """{"asset":"BTC","amount":"0.25","price":"80000","value":"20000.00","haircut":"500.50","inBook":"0.05","evidence":{"kind":"haircut-row","rate":"0.025","cap":"1000000000"}}""",
            json["collateral"]![0]!.ToJsonString());
        Assert.Equal(
            """{"account":"alice","owner":"fund","firm":"firm","nettingSet":"isolated:SOL/USDT:USDT","unavailable":[{"symbol":"SOL/USDT:USDT","missing":"mark price","age":90}]}""",
            json["isolated"]![0]!.ToJsonString());
    }

    [Fact]
    public void Accounts_Explained_CarryTheMapRowByRow()
    {
        JsonNode json = MarginJson.Accounts([Example.Report], new Dictionary<AccountPath, ScenarioMap> { [Example.Report.Main.Account] = Example.Map })[0]!;

        Assert.Equal("""["-0.5","-0.1","0","0.1","0.5"]""", json["scenarioMap"]!["spotMoves"]!.ToJsonString());
        Assert.Equal("""["-8641.5","-7407","-6172.5","-4938","-3703.5"]""", json["scenarioMap"]!["profitAndLoss"]![0]!.ToJsonString());
    }

    [Fact]
    public void Group_IsolatedPositionsAndNettingSets_StandUnderTheirAccount()
    {
        static AccountSnapshot Set(string account, string set) => new() { Path = new AccountPath("", "fund", account, set) };
        static MarginOutcome Gap(string account, string set) => new MarginOutcome.Unavailable(new AccountPath("", "fund", account, set), []);

        ImmutableArray<AccountReport> reports = AccountReport.Group(
            [Gap("ann", "main"), Gap("ann", "isolated:SOL/USDT:USDT"), Gap("ann", "hedge"), Gap("ann", "isolated:BTC/USDT:USDT"), Gap("bob", "main")],
            [Set("ann", "main"), Set("ann", "hedge"), Set("bob", "main")]);

        Assert.Equal(["ann 1", "ann/hedge 1", "bob 0"], reports.Select(report => $"{report.Main.Account} {report.Isolated.Length}"));
    }

    [Theory]
    [InlineData("plimsoll")]
    [InlineData("fixed")]
    public void Margin_OfTheExamples_SumsToTheCentOnEveryLevel(string rulebook)
    {
        CliRun run = CliRun.Of("margin", "--rulebook", rulebook, "--format", "json", "--quiet");

        Assert.Equal(0, run.Code);
        Assert.Equal("", run.Error);
        JsonArray accounts = run.Json.AsArray();
        Assert.True(accounts.Count >= 8);
        foreach (JsonNode? set in accounts.SelectMany(account => (account!["isolated"]?.AsArray() ?? []).Prepend(account)))
        {
            string name = $"{set!["account"]} {set["nettingSet"]}";
            Assert.True(Number(set["initialMargin"]) == set["lines"]!.AsArray().Sum(line => Number(line!["initial"])), name);
            Assert.True(Number(set["maintenanceMargin"]) == set["lines"]!.AsArray().Sum(line => Number(line!["maintenance"])), name);
            Assert.Equal(Number(set["equity"]), Number(set["nav"]) - Number(set["haircut"]) - Number(set["costToRealiseGains"]));
            Assert.Equal(Number(set["excess"]), Number(set["equity"]) - Number(set["initialMargin"]));
            Assert.Equal(Number(set["nav"]), Number(set["collateralValue"]) + Number(set["unrealisedPnl"]) + Number(set["optionValue"]));
            foreach (JsonNode? line in set["lines"]!.AsArray()) SumsUp(line!, name);
        }
    }

    private static void SumsUp(JsonNode line, string name)
    {
        JsonArray parts = line["lines"]!.AsArray();
        if (parts.Count == 0) return;
        Assert.True(Number(line["initial"]) == parts.Sum(part => Number(part!["initial"])), $"{name}: {line["component"]} {line["subject"]} initial");
        Assert.True(Number(line["maintenance"]) == parts.Sum(part => Number(part!["maintenance"])), $"{name}: {line["component"]} {line["subject"]} maintenance");
        foreach (JsonNode? part in parts) SumsUp(part!, name);
    }

    private static decimal Number(JsonNode? node) => decimal.Parse((string)node!, CultureInfo.InvariantCulture);
}
