namespace CpdCourse.Web.Features.Things;

internal static class ThingsFeature
{
    public static void AddThings(this IServiceCollection services)
    {
        services.AddScoped<ResponseList>();
        services.AddScoped<AnswerList>();
        services.AddScoped<FindFilter>();
        services.AddScoped<ReadThing>();
    }
}
