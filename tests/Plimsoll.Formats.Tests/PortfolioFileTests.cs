using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

public class PortfolioFileTests
{
    // The example of the contract, word for word.
    private const string Contract = """
        { "account": "alice", "owner": "alice-fund", "nettingSet": "main",
          "collateral": { "USDC": "100000", "BTC": "1.5" },
          "positions": [ { "symbol": "BTC/USDT:USDT", "quantity": "-3.5", "entryPrice": "60250.5", "marginMode": "cross" },
                         { "symbol": "SOL/USDT:USDT", "quantity": "400", "entryPrice": "150", "marginMode": "isolated", "isolatedCollateral": "9000" } ],
          "orders":    [ { "symbol": "ETH/USDT:USDT", "side": "buy", "quantity": "10", "price": "3100" } ] }
        """;

    [Fact]
    public void Parse_ARiskClass_IsThatOfTheAccountInAllItsNettingSets()
    {
        ImmutableArray<AccountSnapshot> accounts = PortfolioFile.Parse(
            """[ { "account": "ann", "riskClass": "C", "collateral": {}, "positions": [] }, { "account": "ann", "nettingSet": "short", "collateral": {}, "positions": [] }, { "account": "bob", "collateral": {}, "positions": [] } ]""", "book.json");
        Assert.Equal(["C", "C", null], accounts.Select(account => account.RiskClass));
    }

    [Fact]
    public void Parse_TheExampleOfTheContract_ReadsEveryField()
    {
        AccountSnapshot account = Assert.Single(PortfolioFile.Parse(Contract, "alice.json"));
        Assert.Equal(new AccountPath("", "alice-fund", "alice", "main"), account.Path);
        Assert.Equal([new Balance(Currency.Of("USDC"), 100000m), new Balance(Currency.Of("BTC"), 1.5m)], account.Collateral.ToArray());
        Assert.Equal([new Position(InstrumentSymbol.Parse("BTC/USDT:USDT"), -3.5m, 60250.5m)], account.Positions.ToArray());
        Assert.Equal([new IsolatedPosition(new Position(InstrumentSymbol.Parse("SOL/USDT:USDT"), 400m, 150m), 9000m)], account.Isolated.ToArray());
        Assert.Equal([new Order(InstrumentSymbol.Parse("ETH/USDT:USDT"), 10m, 3100m)], account.Orders.ToArray());
    }

    [Fact]
    public void Parse_JsonNumbersAndExponents_EqualTheirDecimalTexts()
    {
        string text = """{ "account": "a", "collateral": { "usdc": 1e5 }, "positions": [ { "symbol": "BTC-PERPETUAL", "quantity": -35e2, "entryPrice": 60250.5 } ] }""";
        AccountSnapshot account = Assert.Single(PortfolioFile.Parse(text, "a.json"));
        Assert.Equal([new Balance(Currency.Of("USDC"), 100000m)], account.Collateral.ToArray());
        Assert.Equal([new Position(InstrumentSymbol.Parse("BTC/USD:BTC"), -3500m, 60250.5m)], account.Positions.ToArray());
        Assert.Equal(AccountPath.Of("a"), account.Path);
    }

    [Theory]
    [InlineData("""{ "accounts": [ ENTRY ] }""")]
    [InlineData("""[ ENTRY ]""")]
    [InlineData("""ENTRY""")]
    public void Parse_EachWayToListAccounts_GivesTheSameAccount(string shape) =>
        Assert.Equal("alice", Assert.Single(PortfolioFile.Parse(shape.Replace("ENTRY", Contract, StringComparison.Ordinal), "x.json")).Path.Account);

    [Fact]
    public void Parse_SubAccountsOfOneNettingSet_AreMerged()
    {
        string text = """
            [ { "account": "a", "subAccount": "one", "collateral": { "USDC": "100", "BTC": "1" }, "positions": [ { "symbol": "BTC-PERPETUAL", "quantity": "1", "entryPrice": "100" } ] },
              { "account": "a", "subAccount": "two", "owner": "fund", "collateral": { "USDC": "-30" }, "positions": [ { "symbol": "BTC-PERPETUAL", "quantity": "2", "entryPrice": "200" } ] },
              { "account": "a", "nettingSet": "other", "collateral": {}, "positions": [] } ]
            """;
        ImmutableArray<AccountSnapshot> accounts = PortfolioFile.Parse(text, "x.json");
        Assert.Equal(["a", "a/other"], accounts.Select(account => account.Path.ToString()));
        Assert.Equal([new Balance(Currency.Of("USDC"), 70m), new Balance(Currency.Of("BTC"), 1m)], accounts[0].Collateral.ToArray());
        Assert.Equal([1m, 2m], accounts[0].Positions.Select(position => position.Quantity));
        Assert.All(accounts, account => Assert.Equal("fund", account.Path.Owner));
    }

    [Fact]
    public void Parse_PositionOfQuantityZero_IsDropped() =>
        Assert.Empty(Assert.Single(PortfolioFile.Parse("""{ "account": "a", "collateral": {}, "positions": [ { "symbol": "BTC-PERPETUAL", "quantity": "0" } ] }""", "x.json")).Positions);

    [Fact]
    public void Parse_Csv_ReadsPositionsCollateralAndIsolatedPositions()
    {
        string text = """
            account,symbol,quantity,entryPrice,marginMode,isolatedCollateral
            alice,USDC,100000,,,
            alice,BTC/USDT:USDT,-3.5,60250.5,,
            bob,"BTC-25DEC26-100000-C",2,,cross,
            alice,SOL/USDT:USDT,400,150,isolated,9000
            """;
        ImmutableArray<AccountSnapshot> accounts = PortfolioFile.Parse(text, "x.csv");
        Assert.Equal(["alice", "bob"], accounts.Select(account => account.Path.Account));
        Assert.Equal([new Balance(Currency.Of("USDC"), 100000m)], accounts[0].Collateral.ToArray());
        Assert.Equal([new Position(InstrumentSymbol.Parse("BTC/USDT:USDT"), -3.5m, 60250.5m)], accounts[0].Positions.ToArray());
        Assert.Equal([new IsolatedPosition(new Position(InstrumentSymbol.Parse("SOL/USDT:USDT"), 400m, 150m), 9000m)], accounts[0].Isolated.ToArray());
        Assert.Equal([new Position(InstrumentSymbol.Parse("BTC/USD:BTC-261225-100000-C"), 2m, null)], accounts[1].Positions.ToArray());
    }

    [Fact]
    public void Parse_CcxtDump_TakesSideContractsAndTotals()
    {
        string text = """
            { "account": "desk", "positions": [
                { "info": {}, "symbol": "BTC/USDT:USDT", "side": "short", "contracts": 3.5, "contractSize": 1, "entryPrice": 60250.5, "marginMode": "cross", "collateral": null },
                { "info": {}, "symbol": "SOL/USDT:USDT", "side": "long", "contracts": 400, "contractSize": 1, "entryPrice": 150, "marginMode": "isolated", "collateral": 9000.5 },
                { "info": {}, "symbol": "ETH/USDT:USDT", "side": null, "contracts": 0, "entryPrice": 0 } ],
              "balance": { "info": {}, "timestamp": null, "datetime": null, "USDT": { "free": 1, "used": 2, "total": 1000.25 }, "free": {}, "used": {}, "total": {} } }
            """;
        AccountSnapshot account = Assert.Single(PortfolioFile.Parse(text, "x.json"));
        Assert.Equal([new Balance(Currency.Of("USDT"), 1000.25m)], account.Collateral.ToArray());
        Assert.Equal([new Position(InstrumentSymbol.Parse("BTC/USDT:USDT"), -3.5m, 60250.5m)], account.Positions.ToArray());
        Assert.Equal([new IsolatedPosition(new Position(InstrumentSymbol.Parse("SOL/USDT:USDT"), 400m, 150m), 9000.5m)], account.Isolated.ToArray());
    }

    [Fact]
    public void Parse_CcxtDumpOfDeribit_TakesTheVenuesSizeAndWalletBalance()
    {
        // ccxt copies Deribit's size (US dollars) into contracts beside a contract size of 10, and its total is the venue's equity.
        string text = """
            { "positions": [ { "info": { "instrument_name": "BTC-PERPETUAL", "size": "-5000" }, "symbol": "BTC/USD:BTC", "side": "short", "contracts": -5000, "contractSize": 10, "entryPrice": 60000 } ],
              "balance": { "info": { "result": { "summaries": [ { "currency": "BTC", "balance": 1.25, "equity": 1.5 } ] } }, "BTC": { "free": 1, "used": 0.5, "total": 1.5 } } }
            """;
        AccountSnapshot account = Assert.Single(PortfolioFile.Parse(text, "desk.2024.json"));
        Assert.Equal("desk", account.Path.Account);
        Assert.Equal(-500m, Assert.Single(account.Positions).Quantity);
        Assert.Equal([new Balance(Currency.Of("BTC"), 1.25m)], account.Collateral.ToArray());
    }

    [Fact]
    public void Parse_DeribitDump_TurnsDollarSizesIntoContracts()
    {
        MarketSnapshot market = MarketFile.Parse("""{ "asOf": "2024-06-28T08:00:00Z", "instruments": [ { "symbol": "BTC/USD:BTC", "contractSize": "10" } ] }""", "m.json");
        string text = """
            { "account": "d", "positions": { "jsonrpc": "2.0", "result": [
                { "instrument_name": "BTC-PERPETUAL", "kind": "future", "direction": "sell", "size": -5000, "average_price": 60000 },
                { "instrument_name": "BTC-25DEC26-100000-C", "kind": "option", "direction": "buy", "size": 2.5, "average_price": 0.08 } ] },
              "summary": { "jsonrpc": "2.0", "result": { "currency": "BTC", "balance": 1.25, "equity": 1.3 } } }
            """;
        AccountSnapshot account = Assert.Single(PortfolioFile.Parse(text, "x.json", market));
        Assert.Equal([(-500m, 60000m), (2.5m, 0.08m)], account.Positions.Select(position => (position.Quantity, position.EntryPrice!.Value)));
        Assert.Equal([new Balance(Currency.Of("BTC"), 1.25m)], account.Collateral.ToArray());
    }

    [Fact]
    public void Parse_DeribitPositionPaidOutDaily_HasTheEntryThatGivesItsFloatingProfit()
    {
        // The example answer of Deribit's documentation of get_positions: 50 USD at 7440.18, settled since at 7476.65, so nothing floats although 3.2781e-5 BTC were earned.
        string text = """
            { "positions": [ { "instrument_name": "BTC-PERPETUAL", "direction": "buy", "size": 50, "average_price": 7440.18, "mark_price": 7476.65, "settlement_price": 7476.65,
                               "floating_profit_loss": 0, "total_profit_loss": 0.000032781 } ], "summary": { "currency": "BTC", "balance": 1 } }
            """;
        decimal entry = Assert.Single(Assert.Single(PortfolioFile.Parse(text, "x.json")).Positions).EntryPrice!.Value;
        Assert.Equal(7476.65m, entry, 10);
        Assert.Equal(0.000032781m, 50m * ((1m / 7440.18m) - (1m / entry)), 8);
    }

    [Fact]
    public void Parse_AgainstAMarket_NamesEveryContradiction()
    {
        MarketSnapshot market = MarketFile.Parse("""{ "asOf": "2024-06-28T08:00:00Z", "instruments": [ { "symbol": "BTC/USDT:USDT", "contractSize": "0.001" } ] }""", "m.json");
        string text = """
            { "account": "d", "balance": { "USDT": { "total": 5 } },
              "positions": [ { "symbol": "BTC/USDT:USDT", "side": "long", "contracts": 1, "contractSize": 1, "entryPrice": 60000 },
                             { "symbol": "BTC/USD:BTC-240628-60000-C", "side": "long", "contracts": 1 } ] }
            """;
        var thrown = Assert.Throws<InvalidInputException>(() => PortfolioFile.Parse(text, "x.json", market));
        Assert.Equal(
            [
                "x.json:2, positions[0]: BTC/USDT:USDT has contractSize 1 here and 0.001 in the market; correct the \"contractSize\" of the one that is wrong.",
                "x.json:3, positions[1]: BTC/USD:BTC-240628-60000-C expired at 2024-06-28T08:00:00Z, and the market is valued at 2024-06-28T08:00:00Z; remove it and put what it paid into \"collateral\", or value an earlier time.",
            ],
            thrown.Problems.Select(problem => problem.ToString()));
    }
}
