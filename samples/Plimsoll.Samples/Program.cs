using Plimsoll.Samples;

// dotnet run --project samples/Plimsoll.Samples [-- DATA]: DATA is the repository's data folder, ./data unless named.
string data = args.Length > 0 ? args[0] : "data";
MarginOfAPortfolio.Run(data, Console.Out);
WhatIf.Run(data, Console.Out);
PriceAnOption.Run(Console.Out);
FitASurface.Run(data, Console.Out);
