# Any builder: docker build -t samling . or buildah bud -t samling .
# docker run -p 3000:3000 -v samling:/data -e BASE_URL=https://samling.example.se -e TRUST_PROXY=1 samling

FROM docker.io/library/node:24-bookworm-slim AS build
# SQLite is compiled where no ready binary can be fetched
RUN apt-get update \
    && apt-get install -y --no-install-recommends build-essential python3 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM docker.io/library/node:24-bookworm-slim
ENV NODE_ENV=production MALLOC_ARENA_MAX=2
COPY --from=build /app/package.json /app/package.json
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/build /app/build
RUN mkdir /data && chown node:node /data
USER node
# from here ./data, where what is kept is kept, is the volume: database, secret, mails, backups
WORKDIR /
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-old-space-size=288", "--max-semi-space-size=8", "/app/build/server/server.js"]
