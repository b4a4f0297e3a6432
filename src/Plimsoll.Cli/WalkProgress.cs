using System.Globalization;

namespace Plimsoll.Cli;

/// <summary>How far a long walk is, on stderr: one line that is written over where a person watches, a line every tenth part elsewhere.</summary>
internal sealed class WalkProgress(Invocation run, string doing = "walking forward")
{
    private readonly Lock writing = new();
    private int shown = -1;

    /// <summary>Does the work and shows how far it is.</summary>
    public T Of<T>(Func<Action<double>, T> work)
    {
        T result = work(Show);
        if (!run.Quiet && run.Terminal.ErrorIsScreen && shown >= 0) run.Terminal.Error.Write("\r" + new string(' ', 60) + "\r");
        return result;
    }

    private void Show(double share)
    {
        if (run.Quiet) return;
        int step = run.Terminal.ErrorIsScreen ? 1 : 10, percent = (int)(share * 100) / step * step;
        lock (writing)
        {
            if (percent <= shown) return;
            shown = percent;
            string number = percent.ToString(CultureInfo.InvariantCulture);
            if (run.Terminal.ErrorIsScreen) run.Terminal.Error.Write($"\r{doing} [{new string('=', percent / 4).PadRight(25)}] {number} %");
            else run.Terminal.Error.WriteLine($"{doing}: {number} %");
        }
    }
}
