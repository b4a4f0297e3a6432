using System.Text;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

/// <summary>Whatever a file holds, a reader gives a result or problems for people, and fails in no other way.</summary>
public class MutationTests
{
    private const string Pieces = "{}[]\",:.-+0123456789eE'#\n\t NaN null true \\u00e9 BTC/USDT:USDT BTC-PERPETUAL isolated 1e400 -0 € \r ; % & * ! | >";

    public static TheoryData<string> Samples => [.. Readers.Keys];

    private static readonly Dictionary<string, (string Text, Action<string> Read)> Readers = new()
    {
        ["portfolio"] = ("""{ "account": "a", "collateral": { "USDC": "1" }, "positions": [ { "symbol": "BTC/USDT:USDT", "quantity": "1", "entryPrice": "2", "marginMode": "isolated", "isolatedCollateral": "3" } ] }""", text => PortfolioFile.Parse(text, "x")),
        ["portfolio csv"] = ("account,symbol,quantity,entryPrice,marginMode\na,USDC,1,,\na,\"BTC/USDT:USDT\",1,2,cross\n", text => PortfolioFile.Parse(text, "x")),
        ["ccxt"] = ("""{ "positions": [ { "info": { "instrument_name": "x", "size": 1 }, "symbol": "BTC/USD:BTC", "side": "long", "contracts": 1, "contractSize": 10, "entryPrice": 1 } ], "balance": { "info": { "assets": [] }, "BTC": { "total": 1 } } }""", text => PortfolioFile.Parse(text, "x")),
        ["deribit"] = ("""{ "positions": { "result": [ { "instrument_name": "BTC-PERPETUAL", "size": 10, "average_price": 100, "mark_price": 90, "floating_profit_loss": 1 } ] }, "summary": { "currency": "BTC", "balance": 1 } }""", text => PortfolioFile.Parse(text, "x")),
        ["market"] = ("""{ "asOf": "2024-06-28T08:00:00Z", "indices": { "BTC/USD": { "price": "1", "sources": 5 } }, "instruments": [ { "symbol": "BTC-27SEP24-60000-P", "markPrice": "0.08", "forward": "61000", "expiry": "2024-09-27T09:00:00Z" } ], "books": { "BTC/USD:BTC": { "bids": [["1", "2"]], "asks": [["2", "2"]] } }, "volatility": { "BTC": { "index": "0.5" } } }""", text => MarketFile.Parse(text, "x")),
        ["chain"] = ("timestamp,underlying,instrument,expiry,strike,type,bid,ask,mark,mark_iv,underlying_price,index_price\n2026-01-29T04:22:27Z,BTC,BTC-30JAN26-80000-C,2026-01-30T08:00:00Z,80000,C,0.08,0.09,,0.9,87803,87774\n", text => MarketFile.Parse(text, "x")),
        ["tardis"] = ("exchange,symbol,timestamp,local_timestamp,type,strike_price,expiration,bid_price,ask_price,mark_price,mark_iv,underlying_index,underlying_price\nderibit,BTC-27SEP24-60000-C,1719561599000000,1719561599100000,call,60000,1727424000000000,,,0.08,62,index_price,61000\n", text => MarketFile.Parse(text, "x")),
        ["book summary"] = ("""{ "result": [ { "instrument_name": "BTC-27SEP24-60000-C", "creation_timestamp": 1719561600000, "mark_price": 0.08, "mark_iv": 62, "underlying_price": 61000, "estimated_delivery_price": 60000 } ] }""", text => MarketFile.Parse(text, "x")),
        ["tickers"] = ("""[ { "symbol": "BTC/USDT:USDT", "timestamp": 1719561600000, "bid": 1, "ask": 2, "info": { "index_price": 3 } }, { "symbol": "BTC/USDT", "timestamp": 1719561600000, "last": 2, "info": {} } ]""", text => MarketFile.Parse(text, "x")),
        ["rulebook"] = ("model: sample\nversion: 1\neffective: 2026-01-01\nparameters:\n  tail: 0.01\n  windowDays: 1000\n  cap: 1\n  index: x\n  curve: flat\n  leader: BTC\n  collateral: { haircutFloor: 0.05, haircutCap: 0.5 }\n  points: [-1, 0]\n  classes:\n    - name: major\n      assets: [BTC]\n  moves: { a: 0.1 }\n", text => RulebookFile.Parse(text, "x", SampleParameters.Models)),
        ["tiers of ccxt"] = ("""{ "BTC/USDT:USDT": [ { "symbol": "BTC/USDT:USDT", "currency": "USDT", "minNotional": 0, "maxNotional": 50, "maintenanceMarginRate": "0.4%", "maxLeverage": 125, "info": { "cum": "0", "maintMarginRatio": "0.004" } }, { "minNotional": 50, "maxNotional": 9e18, "maintenanceMarginRate": 0.005, "maxLeverage": 100, "maintAmt": 0.05 } ] }""", text => TierTableFile.Parse(text, "x")),
        ["tiers of Binance"] = ("""[ { "symbol": "BTCUSDT_261225", "notionalCoef": 1.5, "brackets": [ { "initialLeverage": 125, "notionalCap": 50, "notionalFloor": 0, "maintMarginRatio": 0.004, "cum": 0.0 } ] }, { "pair": "BTCUSD", "brackets": [ { "initialLeverage": 125, "qtyCap": 50, "qtylFloor": 0, "maintMarginRatio": 0.004 } ] } ]""", text => TierTableFile.Parse(text, "x")),
        ["tiers of OKX"] = ("""{ "code": "0", "msg": "", "data": [ { "instFamily": "BTC-USDT", "uly": "", "instId": "", "minSz": "0", "maxSz": "500", "mmr": "0.004", "imr": "0.008", "optMgnFactor": "0" }, { "instId": "BTC-USD-SWAP", "minSz": "0", "maxSz": "", "mmr": "0.5", "imr": "1" } ] }""", text => TierTableFile.Parse(text, "x")),
        ["tiers of Bybit"] = ("""{ "retCode": 0, "retMsg": "OK", "result": { "category": "linear", "list": [ { "symbol": "BTCUSDT", "riskLimitValue": "150", "maintenanceMargin": "0.5", "initialMargin": "1", "maxLeverage": "100.00", "mmDeduction": "" }, { "symbol": "BTC-25DEC26", "riskLimitValue": "150", "maintenanceMargin": "0.005", "initialMargin": "0.01", "maxLeverage": "100", "mmDeduction": "0" } ], "nextPageCursor": "x" } }""", text => TierTableFile.Parse(text, "x")),
        ["order"] = ("buy 10 ETH/USDT:USDT @ 3100", text => OrderText.Parse(text)),
        ["transfer"] = ("+5000 USDC", text => TransferText.Parse(text)),
        ["shock"] = ("BTC spot -10%", text => ShockText.Parse(text)),
        ["bars"] = ("timestamp,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,2,0.5,1.5,10\n2024-01-01T01:00:00Z,1,2,0.5,1.5,\n", text => BarFile.Read(Encoding.UTF8.GetBytes(text), BarFileName.TryParse("BTC-USDT.x-spot.1h.csv")!, Currency.Of("BTC"), Timestamp.Utc(2100, 1, 1), new RowProblems("x"))),
        ["panel"] = ("timestamp,BTC,ETH\n2024-01-01T00:00:00Z,1,2\n2024-01-01T01:00:00Z,,0.5\n", text => PanelFile.Read(Encoding.UTF8.GetBytes(text), BarFileName.TryParse("panel.x-spot.close.1h.csv")!, Timestamp.Utc(2100, 1, 1), new RowProblems("x"))),
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_MutatedSample_GivesAResultOrProblems(string sample)
    {
        (string text, Action<string> read) = Readers[sample];
        read(text);
        var chance = new Random(20260131);
        string[] words = Pieces.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int run = 0; run < 1500; run++)
        {
            var mutated = new StringBuilder(text);
            for (int change = chance.Next(1, 4); change > 0; change--)
            {
                int at = chance.Next(mutated.Length), length = Math.Min(chance.Next(1, 12), mutated.Length - at);
                switch (chance.Next(4))
                {
                    case 0: mutated.Remove(at, length); break;
                    case 1: mutated.Insert(at, mutated.ToString(at, length)); break;
                    case 2: mutated.Insert(at, words[chance.Next(words.Length)]); break;
                    default: mutated[at] = Pieces[chance.Next(Pieces.Length)]; break;
                }

                if (mutated.Length == 0) mutated.Append(' ');
            }

            try
            {
                read(mutated.ToString());
            }
            catch (InvalidInputException invalid)
            {
                Assert.All(invalid.Problems, problem => Assert.False(string.IsNullOrWhiteSpace(problem.Message)));
            }
            catch (Exception failure)
            {
                Assert.Fail($"run {run}: {failure}\n{mutated}");
            }
        }
    }
}
