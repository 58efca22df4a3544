namespace CpdCourse.Web.Features.Setup;

/// <summary>Says how far a long load is: a bar that grows where somebody looks on, a line for each tenth in a log.</summary>
internal sealed class LoadingLine(TextWriter output, bool rewrites)
{
    private const int Width = 30;
    private string last = "";

    public static LoadingLine OnConsole() => new(Console.Out, !Console.IsOutputRedirected);

    public void Say(string what, int done, int all)
    {
        var line = rewrites
            ? $"\r  {what}: [{new string('#', Part(done, all, Width)).PadRight(Width, '.')}] {done} of {all}"
            : $"  {what}: {Part(done, all, 10) * 10} % of {all.ToString(Hosting.Say.Culture)}";
        if (line == last)
        {
            return;
        }

        last = line;
        if (rewrites && done < all)
        {
            output.Write(line);
        }
        else
        {
            output.WriteLine(line);
        }
    }

    private static int Part(int done, int all, int of) => (int)((long)done * of / all);
}
