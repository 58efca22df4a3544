namespace CpdCourse.Benchmarks.Serving;

/// <summary>The ceiling: pages from memory by Kestrel, nothing else. Each file of a folder is served under its name.</summary>
internal static class BytesReference
{
    public static async Task<int> Run(string[] args)
    {
        var folder = args[1];
        var pages = Directory
            .EnumerateFiles(folder)
            .ToDictionary(
                file => $"/{Path.GetFileName(file)}",
                File.ReadAllBytes,
                StringComparer.Ordinal
            );
        var app = Reference.App(args[0]);
        app.Run(context =>
        {
            var bytes = pages[context.Request.Path.Value!];
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = bytes.Length;
            return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
        });
        await app.RunAsync();
        return 0;
    }
}

internal static class Reference
{
    /// <summary>As bare as the framework allows without leaving its defaults.</summary>
    public static WebApplication App(string address)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        return builder.Build();
    }
}
