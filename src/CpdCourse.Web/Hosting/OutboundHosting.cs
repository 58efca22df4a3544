namespace CpdCourse.Web.Hosting;

internal static class OutboundHosting
{
    public static void AddOutbound(this IServiceCollection services) { }
}
